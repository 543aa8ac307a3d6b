#include "review/patch_resolver.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "export/corrections/word_index.h"

namespace folio {
namespace {

/// Of two boxes of one word, line or region: the review page's and the page's now.
constexpr double kSamePlace = 0.5;

struct Found {
  const TextLine* line = nullptr;
  const Word* word = nullptr;
};

class Resolver {
 public:
  Resolver(const PagePatch& patch, const PageText& page, const PageCorrections& kept,
           const std::string& text_sha256)
      : patch_(patch), page_(page), kept_(kept), index_(page) {
    for (const TextLine& line : page.lines)
      for (const Word& word : line.words) by_id_.emplace(word.id, Found{&line, &word});
    if (!patch.text_sha256.empty() && patch.text_sha256 != text_sha256)
      since_ = "; the page has been written anew since the review page was made";
  }

  ResolvedPatch run() {
    const bool other_scan = !patch_.image_sha256.empty() && !page_.origin.sha256.empty() &&
                            patch_.image_sha256 != page_.origin.sha256;
    for (const ReviewEdit& edit : patch_.edits) {
      if (other_scan)
        std::visit([&](const auto& e) { conflict(e, "the page is of another scan now"); }, edit);
      else
        std::visit([&](const auto& e) { resolve(e); }, edit);
    }
    return std::move(out_);
  }

 private:
  Found find_word(const WordEdit& edit) const {
    const auto named = by_id_.find(edit.id);
    if (named != by_id_.end() && share_of_smaller(named->second.word->box, edit.box) >= kSamePlace)
      return named->second;
    Found best;
    double best_overlap = kSamePlace;
    for (const WordIndex::Entry& entry : index_.words_at(edit.box)) {
      const double overlap = overlap_of(entry.box, edit.box);
      if (overlap < best_overlap) continue;
      best_overlap = overlap;
      best = {&page_.lines[entry.line_idx], &page_.lines[entry.line_idx].words[entry.word_idx]};
    }
    return best;
  }

  /// An earlier patch has brought it, wherever its word stands now.
  bool is_kept(const WordEdit& edit) const {
    return std::ranges::any_of(kept_.list, [&](const Correction& c) {
      const bool same_status =
          edit.status == edit.status_before || (c.sets_status && c.status == edit.status);
      return c.text == edit.after && same_status && overlap_of(c.box, edit.box) >= kSamePlace;
    });
  }

  void resolve(const WordEdit& edit) {
    if (is_kept(edit)) {
      ++out_.there_already;
      return;
    }
    const auto [line, word] = find_word(edit);
    if (word == nullptr) return resolve_missing(edit);
    const bool is_done =
        word->source == TextSource::person && word->text == edit.after && word->status == edit.status;
    if (is_done) {
      ++out_.there_already;
      return;
    }
    if (word->text != edit.before)
      return conflict(edit, fmt::format("the word reads \"{}\" now, not \"{}\"", word->text, edit.before));
    if (word->status != edit.status_before)
      return conflict(edit, fmt::format("the word is {} now, not {}", name_of(word->status),
                                        name_of(edit.status_before)));
    // A word without text that is accepted stays unread: there is nothing to keep. Otherwise it is to go.
    if (edit.how == WordEdit::How::accept && edit.after.empty()) {
      ++out_.there_already;
      return;
    }
    Correction correction;
    correction.text = edit.after;
    correction.was = word->text;
    correction.ocr = word->ocr;
    correction.box = word->box;
    correction.layer = line->layer;
    correction.status = edit.status;
    // Who looked at a word that may be struck has said whether it is.
    correction.sets_status = edit.status != edit.status_before || word->strike_confidence < 1;
    out_.words.push_back(std::move(correction));
  }

  /// A word that no longer stands there.
  void resolve_missing(const WordEdit& edit) {
    const bool was_removed = std::ranges::any_of(kept_.list, [&](const Correction& c) {
      return c.text.empty() && overlap_of(c.box, edit.box) >= kSamePlace;
    });
    conflict(edit, was_removed ? "a person has taken the word out" : "no word stands there now");
  }

  struct Area {
    Layer layer = Layer::none;
    Role role = Role::body;
    Box box;
    double confidence = 0;
  };

  /// The line or region of this id at this place, else the one there.
  Area find_area(const AreaEdit& edit) const {
    Area best;
    double best_overlap = kSamePlace;
    const auto look = [&](const auto& item, double confidence) {
      const double overlap = overlap_of(item.box, edit.box) + (item.id == edit.id ? 1 : 0);
      if (overlap_of(item.box, edit.box) < kSamePlace || overlap < best_overlap) return;
      best_overlap = overlap;
      best = {item.layer, item.role, item.box, confidence};
    };
    for (const TextLine& line : page_.lines) look(line, line.layer_confidence);
    for (const TextRegion& region : page_.regions) look(region, region.confidence);
    return best;
  }

  void resolve(const AreaEdit& edit) {
    const Area area = find_area(edit);
    if (area.layer == Layer::none) return conflict(edit, "no line or region lies there now");
    const bool is_wanted = area.layer == edit.layer && area.role == edit.role;
    if (is_wanted && area.confidence >= 1) {
      ++out_.there_already;
      return;
    }
    if (!is_wanted && (area.layer != edit.layer_before || area.role != edit.role_before))
      return conflict(edit,
                      fmt::format("it is {}, {} now, not {}, {}", name_of(area.layer), name_of(area.role),
                                  name_of(edit.layer_before), name_of(edit.role_before)));
    out_.areas.push_back({area.box, edit.layer, edit.role});
  }

  void resolve(const NoteEdit& edit) {
    const auto old = std::ranges::find_if(
        kept_.notes, [&](const PageNote& note) { return overlap_of(note.box, edit.box) >= kSamePlace; });
    const std::string& before = old == kept_.notes.end() ? std::string() : old->text;
    if (before == edit.text)
      ++out_.there_already;
    else
      out_.notes.push_back({edit.box, edit.text});
  }

  static std::string words_of(const WordEdit& edit) {
    const std::string struck =
        edit.status != edit.status_before ? fmt::format(", {}", name_of(edit.status)) : std::string();
    if (edit.after.empty()) return fmt::format("\"{}\" taken out", edit.before);
    return fmt::format("\"{}\"{}", edit.after, struck);
  }
  static std::string words_of(const AreaEdit& edit) {
    return fmt::format("{}, {}", name_of(edit.layer), name_of(edit.role));
  }
  static std::string words_of(const NoteEdit& edit) { return "note \"" + edit.text + "\""; }

  template <class Edit>
  void conflict(const Edit& edit, const std::string& reason) {
    out_.conflicts.push_back({patch_.stem, edit.id, words_of(edit), reason + since_});
  }

  const PagePatch& patch_;
  const PageText& page_;
  const PageCorrections& kept_;
  WordIndex index_;
  std::map<std::string_view, Found> by_id_;
  std::string since_;
  ResolvedPatch out_;
};

}  // namespace

ResolvedPatch resolve_patch(const PagePatch& patch, const PageText& page, const PageCorrections& kept,
                            const std::string& text_sha256) {
  return Resolver(patch, page, kept, text_sha256).run();
}

}  // namespace folio
