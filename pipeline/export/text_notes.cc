#include "export/text_notes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/pen_runs.h"

namespace folio {
namespace {

constexpr double kLikely = 0.5;     ///< a fault of the transcription, or a misreading, from here on
constexpr size_t kQuotedWords = 2;  ///< at each end of a long passage

class NoteFinder {
 public:
  NoteFinder(const ReconciledFolio& folio, const Transcription& transcription, const FolioText& text)
      : folio_(folio), transcription_(transcription), text_(text), places_(folio, transcription) {
    std::optional<size_t> last;
    for (size_t k = 0; k < text.words.size(); ++k) {
      paragraph_.push_back((k == 0 ? 0 : paragraph_.back()) + (text.words[k].opens_paragraph ? 1 : 0));
      before_.push_back(last);
      if (shows(text.words[k])) last = k;
    }
  }

  std::vector<TextNote> run() {
    note_slips();
    note_pen();
    note_unread();
    note_doubtful();
    note_disagreements();
    note_missing();
    std::ranges::stable_sort(notes_, [](const TextNote& a, const TextNote& b) {
      return std::pair(a.first, b.last) < std::pair(b.first, a.last);
    });
    std::vector<TextNote> merged;
    for (TextNote& note : notes_) {
      const bool same =
          !merged.empty() && merged.back().first == note.first && merged.back().last == note.last;
      if (same)
        merged.back().text += ' ' + note.text;
      else
        merged.push_back(std::move(note));
    }
    return merged;
  }

 private:
  const FolioWord& word(size_t k) const { return text_.words[k]; }
  const Token* token(const FolioWord& w) const {
    return w.token_idx < 0 ? nullptr : &transcription_.tokens[static_cast<size_t>(w.token_idx)];
  }
  bool is_doubtful(const FolioWord& w) const {
    if (w.text.empty() || is_unread(w)) return false;
    const Token* t = token(w);
    if (t != nullptr) return t->uncertain;
    const LedgerEntry* entry = places_.entry_of(w.page_idx, *w.word);
    return entry != nullptr && w.word->confidence < kLikely;
  }

  void add(size_t first, size_t last, std::string text) {
    const size_t end = end_of_word(last);
    notes_.push_back({first == last ? end : first, end, std::move(text)});
  }
  /// The last part of a word that was broken over lines.
  size_t end_of_word(size_t k) const {
    for (size_t next = k + 1; next < text_.words.size() && !word(next).opens_paragraph; ++next) {
      if (!shows(word(next))) continue;
      const std::u32string text = to_code_points(word(next).text);
      if (!word(next).joined || text.empty() || !is_letter(text.front())) break;
      k = next;
    }
    return k;
  }

  /// A note on words that do not show: behind the word before them, else before the one after them.
  void add_at(size_t first, size_t last, const std::string& behind, const std::string& ahead) {
    const std::optional<size_t> before = before_[first], next = next_shown(last);
    if (before && (!next || paragraph_[*before] == paragraph_[first]))
      add(*before, *before, behind);
    else if (next)
      add(*next, *next, ahead);
  }
  /// The first word behind `k` that shows, in its paragraph.
  std::optional<size_t> next_shown(size_t k) const {
    for (size_t next = k + 1; next < text_.words.size() && !word(next).opens_paragraph; ++next)
      if (shows(word(next))) return next;
    return std::nullopt;
  }

  std::string quote(const std::vector<size_t>& words) const {
    std::vector<const FolioWord*> out;
    for (const size_t k : words) out.push_back(&word(k));
    return quoted(out);
  }

  /// "зачеркнутого «до сего дня» (в том числе вписанного от руки «сего»)", in the case that `form` has.
  std::string struck_text(const PenRun& run) const {
    std::string out = quote(run.words);
    std::vector<size_t> written;
    bool doubtful = false;
    for (const size_t k : run.words) {
      if (word(k).line->layer == Layer::hand) written.push_back(k);
      doubtful = doubtful || is_doubtful(word(k));
    }
    if (!written.empty() && written.size() < run.words.size())
      out += " (в том числе от руки: " + quote(written) + ")";
    if (doubtful) out += " (чтение предположительно)";
    return out;
  }
  bool is_all_written(const PenRun& run) const {
    return std::ranges::all_of(run.words, [&](size_t k) { return word(k).line->layer == Layer::hand; });
  }

  void note_strike(const PenRun& run) {
    const std::string what = run.kind == PenRun::Kind::typed_over ? "забито на машинке"
                             : is_all_written(run) ? "вписано от руки и зачеркнуто"
                                                   : "зачеркнуто";
    const std::string text = what + ": " + struck_text(run) + ".";
    add_at(run.words.front(), run.words.back(), "Далее " + text, "Перед этим словом " + text);
  }

  void note_insertion(const PenRun& run, const PenRun* strike) {
    const FolioWord& first = word(run.words.front());
    const bool pencil = std::ranges::any_of(run.words, [&](size_t k) {
      const Token* t = token(word(k));
      return t != nullptr && t->pencil;
    });
    const std::string hand = first.line->layer != Layer::hand ? "на машинке"
                             : pencil                         ? "карандашом"
                                                              : "от руки";
    std::string text = (run.kind == PenRun::Kind::written ? "Написано " : "Вписано ") + hand;
    if (!run.place.empty()) text += ' ' + run.place;
    if (strike != nullptr) {
      text +=
          strike->kind == PenRun::Kind::typed_over ? " вместо забитого на машинке " : " вместо зачеркнутого ";
      text += struck_text(*strike);
    }
    const auto unread = std::ranges::count_if(run.words, [&](size_t k) { return is_unread(word(k)); });
    if (unread == static_cast<long>(run.words.size()))
      text += "; не прочитано";
    else if (unread > 0)
      text += "; не прочитано слов: " + std::to_string(unread);
    add(run.words.front(), run.words.back(), text + ".");
  }

  void note_pen() {
    const std::vector<PenRun> runs = find_pen_runs(text_);
    for (const PenRun& run : runs) {
      const PenRun* partner = run.partner < 0 ? nullptr : &runs[static_cast<size_t>(run.partner)];
      if (!run.is_strike())
        note_insertion(run, partner);
      else if (partner == nullptr)
        note_strike(run);
    }
  }

  void note_slips() {
    for (size_t s = 0; s < text_.slips.size(); ++s) {
      const PlacedSlip& placed = text_.slips[s];
      const std::vector<size_t>& words = words_of_slip(s);
      if (words.empty()) continue;
      const auto tokens = [&](int begin, int end) {
        std::string out;
        for (int k = begin; k < end; ++k)
          out += (out.empty() ? "" : " ") + transcription_.tokens[static_cast<size_t>(k)].text;
        return "«" + out + "»";
      };
      const auto some = [&](size_t begin, size_t end) {
        return quote({words.begin() + static_cast<std::ptrdiff_t>(begin),
                      words.begin() + static_cast<std::ptrdiff_t>(end)});
      };
      const std::string what = words.size() <= 2 * kQuotedWords
                                   ? "Слова " + some(0, words.size())
                                   : "Текст от слов " + some(0, kQuotedWords) + " до слов " +
                                         some(words.size() - kQuotedWords, words.size());
      const std::string& stem = folio_.pages[static_cast<size_t>(placed.page_idx)].text.origin.stem;
      std::string text = what + " — на отдельном листе (" + stem +
                         "): " + tokens(placed.slip.heading_begin, placed.slip.heading_end);
      switch (placed.place) {
        case PlacedSlip::Place::called:
          text += "; место указано в тексте: " + tokens(placed.slip.anchor_begin, placed.slip.anchor_end);
          break;
        case PlacedSlip::Place::page_end:
          text += "; место в тексте не указано, помещено в конце страницы";
          break;
        case PlacedSlip::Place::unknown:
          text += "; место в тексте не установлено, оставлено на своем листе";
          break;
      }
      add(words.front(), words.back(), text + ".");
    }
  }

  /// Words of a slip that show, in order.
  const std::vector<size_t>& words_of_slip(size_t slip) {
    if (by_slip_.empty()) {
      by_slip_.resize(text_.slips.size());
      for (size_t k = 0; k < text_.words.size(); ++k) {
        const FolioWord& w = word(k);
        const bool heading = w.token_idx >= 0 && w.slip_idx >= 0 &&
                             w.token_idx < text_.slips[static_cast<size_t>(w.slip_idx)].slip.heading_end &&
                             w.token_idx >= text_.slips[static_cast<size_t>(w.slip_idx)].slip.heading_begin;
        if (w.slip_idx >= 0 && shows(w) && !heading) by_slip_[static_cast<size_t>(w.slip_idx)].push_back(k);
      }
    }
    return by_slip_[slip];
  }

  /// Calls `note` for each run of words that show and for which `is` holds.
  template <typename Is>
  void for_runs(Is is, const std::string& note) {
    std::optional<size_t> first, last;
    for (size_t k = 0; k <= text_.words.size(); ++k) {
      const bool in = k < text_.words.size() && shows(word(k)) && is(word(k));
      if (in && first && !word(k).opens_paragraph) {
        last = k;
        continue;
      }
      if (k < text_.words.size() && !shows(word(k))) continue;
      if (first) add(*first, *last, note);
      first = last = in ? std::optional(k) : std::nullopt;
    }
  }
  void note_unread() {
    for_runs(
        [](const FolioWord& w) {
          const bool told = w.word->status == WordStatus::inserted || w.line->layer == Layer::hand;
          return is_unread(w) && !told;
        },
        "Не прочитано.");
  }
  void note_doubtful() {
    for_runs([&](const FolioWord& w) { return is_doubtful(w); }, "Чтение предположительно.");
  }

  void note_disagreements() {
    for (size_t k = 0; k < text_.words.size(); ++k) {
      if (!shows(word(k)) || is_unread(word(k))) continue;
      const LedgerEntry* entry = places_.entry_of(word(k).page_idx, *word(k).word);
      if (entry == nullptr || entry->transcription_wrong <= kLikely) continue;
      if (entry->outcome == LedgerEntry::Outcome::not_in_transcription) {
        add(k, k, "В публикации нет.");
        continue;
      }
      std::string ocr = clean_text(entry->ocr);
      if (const size_t at = ocr.find("- "); at != std::string::npos) ocr.erase(at, 2);  // a broken word
      if (!ocr.empty() && ocr != entry->truth)
        add(k, k, "Так в публикации; в подлиннике, по-видимому: «" + ocr + "».");
    }
  }

  /// What the transcription has, and no page.
  void note_missing() {
    std::vector<std::optional<size_t>> shown(transcription_.tokens.size());
    for (size_t k = 0; k < text_.words.size(); ++k)
      if (word(k).token_idx >= 0 && shows(word(k))) shown[static_cast<size_t>(word(k).token_idx)] = k;
    std::vector<bool> missing(shown.size(), false);
    for (const LedgerEntry& entry : folio_.ledger) {
      const int t = places_.token_of(entry);
      if (t >= 0 && entry.transcription_wrong > kLikely) missing[static_cast<size_t>(t)] = true;
    }
    std::optional<size_t> last;
    std::string words;
    for (size_t t = 0; t <= shown.size(); ++t) {
      if (t < shown.size() && missing[t]) {
        words += (words.empty() ? "" : " ") + transcription_.tokens[t].text;
        continue;
      }
      if (!words.empty() && last) add(*last, *last, "В публикации далее: «" + words + "»; в подлиннике нет.");
      if (t < shown.size() && shown[t]) {
        if (!words.empty() && !last)
          add(*shown[t], *shown[t], "В публикации перед этим словом: «" + words + "»; в подлиннике нет.");
        last = shown[t];
      }
      if (last) words.clear();
    }
  }

  const ReconciledFolio& folio_;
  const Transcription& transcription_;
  const FolioText& text_;
  TokenPlaces places_;
  std::vector<std::optional<size_t>> before_;  ///< per word the one that shows before it
  std::vector<int> paragraph_;                 ///< per word
  std::vector<std::vector<size_t>> by_slip_;
  std::vector<TextNote> notes_;
};

}  // namespace

bool is_unread(const FolioWord& word) {
  return std::ranges::all_of(to_code_points(word.text), [](char32_t c) { return c == U'□'; });
}

bool shows(const FolioWord& word) { return word.part == FolioWord::Part::text; }

std::string quoted(const std::vector<const FolioWord*>& words) {
  std::string out;
  bool gap = false;  // the last word was not read
  for (const FolioWord* word : words) {
    const bool unread = is_unread(*word);
    if (unread && gap) continue;
    if (!out.empty() && !word->joined) out += ' ';
    out += unread ? "[…]" : word->text;
    gap = unread;
  }
  return "«" + out + "»";
}

std::vector<TextNote> text_notes(const ReconciledFolio& folio, const Transcription& transcription,
                                 const FolioText& text) {
  return NoteFinder(folio, transcription, text).run();
}

}  // namespace folio
