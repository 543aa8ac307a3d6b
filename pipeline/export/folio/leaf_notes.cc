#include "export/folio/leaf_notes.h"

#include <algorithm>
#include <string_view>

#include "export/clean_text.h"

namespace folio {
namespace {

/// A region lies over a line that tells of the same ink when they share this part of the smaller box.
constexpr double kSameInk = 0.5;

std::string text_of(const TextLine& line) {
  std::string out;
  bool gap = false;
  for (const Word& word : line.words) {
    const std::string text = clean_text(word.text);
    if (text.empty() && gap) continue;
    if (!out.empty()) out += ' ';
    out += text.empty() ? "[…]" : text;
    gap = text.empty();
  }
  return out == "[…]" ? "" : out;
}

class LeafNotes {
 public:
  LeafNotes(const PageText& page, int page_idx, const TokenPlaces& places, const Transcription& transcription)
      : page_(page), page_idx_(page_idx), places_(places), transcription_(transcription) {
    for (const TextLine& line : page.lines)
      if (line.layer == Layer::typed) typing_ = unite(typing_, line.box);
  }

  std::vector<std::string> run() {
    note_numbers();
    for (const TextLine& line : page_.lines) note_line(line);
    flush();
    for (const TextRegion& region : page_.regions) note_region(region);
    flush();
    return std::move(notes_);
  }

 private:
  void note_numbers() {
    std::string kept, struck, page;
    const auto add = [](std::string& list, const Word& word) {
      const std::string text = clean_text(word.text);
      list += (list.empty() ? "" : ", ") + (text.empty() ? "не прочитан" : text);
    };
    for (const TextLine& line : page_.lines) {
      if (line.role == Role::leaf_number) {
        for (const Word& word : line.words) add(word.status == WordStatus::struck ? struck : kept, word);
      } else if (places_.is_page_number(page_idx_, line)) {
        page = text_of(line);
      }
    }
    if (!kept.empty())
      notes_.push_back("Лист нумерован: " + kept + (struck.empty() ? "" : "; зачеркнуто: " + struck) + ".");
    if (kept.empty() && !struck.empty()) notes_.push_back("Номер листа зачеркнут: " + struck + ".");
    if (!page.empty()) notes_.push_back("Страница нумерована: " + page + (page.ends_with('.') ? "" : "."));
  }

  /// Where handwriting stands: beside the typed text, above or below it.
  std::string place_of(const TextLine& line) const {
    if (typing_.empty() || line.box.empty()) return {};
    if (line.box.x1 <= typing_.x0 || line.box.x0 >= typing_.x1) return "на полях";
    if (line.box.y1 <= typing_.y0) return "над текстом";
    if (line.box.y0 >= typing_.y1) return "под текстом";
    return {};
  }
  std::string manner_of(const TextLine& line) const {
    const bool pencil = std::ranges::any_of(line.words, [&](const Word& word) {
      const int token = places_.token_of(page_idx_, word);
      return token >= 0 && transcription_.tokens[static_cast<size_t>(token)].pencil;
    });
    std::string out = place_of(line);
    if (pencil) out += (out.empty() ? "" : " ") + std::string("карандашом");
    if (line.quarter_turns != 0) out += (out.empty() ? "" : ", ") + std::string("поперек листа");
    return out;
  }

  void note_line(const TextLine& line) {
    if (line.role == Role::leaf_number || places_.is_page_number(page_idx_, line)) return;
    const auto named = [](const std::string& name, const std::string& manner) {
      return manner.empty() ? name : name + " " + manner;
    };
    if (line.layer == Layer::stamp) return put("Штамп", text_of(line));
    if (line.layer != Layer::hand) return;
    switch (line.role) {
      case Role::resolution:
        return put(named("Резолюция", manner_of(line)), text_of(line));
      case Role::signature:
        return put("Подпись — автограф", text_of(line));
      case Role::insertion:
      case Role::fill_in:
      case Role::correction:
      case Role::body:
        // With words it is part of the text.
        return line.words.empty() ? put("Вписано от руки", {}) : flush();
      default:
        return put(named("Помета", manner_of(line)), text_of(line));
    }
  }

  void note_region(const TextRegion& region) {
    const bool told = std::ranges::any_of(page_.lines, [&](const TextLine& line) {
      const double smaller = static_cast<double>(std::min(line.box.area(), region.box.area()));
      return line.layer == region.layer &&
             static_cast<double>(intersect(line.box, region.box).area()) > kSameInk * smaller;
    });
    if (told) return;
    if (region.role == Role::picture) return put("Изображение", {});
    if (region.layer == Layer::stamp) return put("Штамп", {});
    if (region.layer == Layer::hand)
      return put(region.role == Role::signature ? "Подпись — автограф" : "Помета", {});
  }

  /// Lines of one kind that follow each other are one note.
  void put(const std::string& what, const std::string& text) {
    if (what != what_) flush();
    what_ = what;
    if (text.empty())
      ++unread_;
    else
      text_ += (text_.empty() ? "" : " / ") + text;
  }
  void flush() {
    if (what_.empty()) return;
    std::string note = what_;
    if (!text_.empty()) note += ": «" + text_ + "»";
    if (unread_ > 0 && what_ != "Изображение")
      note += text_.empty() ? ": не прочитано" : "; далее не прочитано";
    if (unread_ > 1) note += " (" + std::to_string(unread_) + ")";
    notes_.push_back(note + ".");
    what_.clear();
    text_.clear();
    unread_ = 0;
  }

  const PageText& page_;
  int page_idx_;
  const TokenPlaces& places_;
  const Transcription& transcription_;
  Box typing_;
  std::vector<std::string> notes_;
  std::string what_, text_;  ///< of the note that is being put together
  int unread_ = 0;
};

}  // namespace

std::vector<std::string> leaf_notes(const PageText& page, int page_idx, const TokenPlaces& places,
                                    const Transcription& transcription) {
  return LeafNotes(page, page_idx, places, transcription).run();
}

}  // namespace folio
