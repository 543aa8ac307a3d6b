#include "export/corrections/correction_placer.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "export/corrections/word_index.h"

namespace folio {
namespace {

constexpr double kMostly = 0.5;         ///< of a box, that must lie in the other one
constexpr double kSameInk = 0.5;        ///< overlap, for a word that came to lie in another layer
constexpr double kSamePlace = 0.3;      ///< of the smaller box, for two corrections of one word
constexpr size_t kMostOfOneWord = 32;   ///< corrections that one word is divided among
constexpr double kNearbyHeights = 2.5;  ///< how far a word may have moved that reads the same

using Place = std::pair<size_t, size_t>;  ///< line, word

std::vector<Correction> on_page(PageCorrections corrections, const cv::Size& size) {
  scale_corrections(corrections, size);
  return std::move(corrections.list);
}

bool reads_as(const Word& word, const Correction& correction) {
  const auto same = [](const std::string& a, const std::string& b) { return !a.empty() && a == b; };
  return same(word.ocr, correction.ocr) || same(word.ocr, correction.was) ||
         same(word.text, correction.ocr) || same(word.text, correction.was);
}

class Placer {
 public:
  Placer(PageText& page, const PageCorrections& corrections)
      : page_(page),
        list_(on_page(corrections, page.size)),
        other_scan_(!corrections.sha256.empty() && !page.origin.sha256.empty() &&
                    corrections.sha256 != page.origin.sha256),
        index_(page) {
    words_of_.resize(list_.size());
    reasons_.resize(list_.size());
    for (const TextLine& line : page.lines)
      for (const Word& word : line.words) ids_.insert(word.id);
  }

  PlacedCorrections run() {
    for (size_t c = 0; c < list_.size(); ++c) words_of_[c] = words_for(list_[c]);
    find_moved();
    settle_conflicts();
    std::vector<size_t> to_add;
    for (size_t c = 0; c < list_.size(); ++c) {
      if (!words_of_[c].empty() || !reasons_[c].empty()) continue;
      if (list_[c].text.empty())
        ++result_.placed;  // the word is not there any more, as the person wanted
      else if (list_[c].was.empty() && !other_scan_)
        to_add.push_back(c);
      else
        reasons_[c] = other_scan_ ? "the scan is another, and does not read the same there"
                                  : "no word stands there now";
    }
    for (TextLine& line : page_.lines) rebuild(static_cast<size_t>(&line - page_.lines.data()));
    for (const size_t c : to_add) add_word(c);
    std::erase_if(page_.lines, [&](const TextLine& line) { return emptied_.contains(line.id); });
    mend_anchors();
    for (size_t c = 0; c < list_.size(); ++c)
      if (!reasons_[c].empty()) result_.unplaced.push_back({list_[c], reasons_[c]});
    return std::move(result_);
  }

 private:
  const Word& word_at(const Place& place) const { return page_.lines[place.first].words[place.second]; }

  /// The words of one line that the correction's box and they have in common.
  std::vector<Place> words_for(const Correction& correction) const {
    std::map<size_t, std::pair<long, std::vector<Place>>> by_line;
    for (const WordIndex::Entry& entry : index_.words_at(correction.box)) {
      const bool same_layer = page_.lines[entry.line_idx].layer == correction.layer;
      const double least = same_layer ? kMostly : kSameInk;
      const double share =
          same_layer ? share_of_smaller(entry.box, correction.box) : overlap_of(entry.box, correction.box);
      if (share < least) continue;
      auto& [area, places] = by_line[entry.line_idx];
      // A word of its own layer counts before any of another one.
      area += intersect(entry.box, correction.box).area() + (same_layer ? correction.box.area() : 0);
      places.emplace_back(entry.line_idx, entry.word_idx);
    }
    const auto best = std::ranges::max_element(by_line, {}, [](const auto& l) { return l.second.first; });
    if (best == by_line.end()) return {};
    const std::vector<Place>& places = best->second.second;
    const bool agrees =
        std::ranges::any_of(places, [&](const Place& place) { return reads_as(word_at(place), correction); });
    return other_scan_ && !agrees ? std::vector<Place>{} : places;
  }

  /// Corrections without a word: the nearest unclaimed word nearby that reads the same, if it is the only
  /// one.
  void find_moved() {
    std::set<Place> claimed;
    for (const auto& places : words_of_) claimed.insert(places.begin(), places.end());
    for (size_t c = 0; c < list_.size(); ++c) {
      if (!words_of_[c].empty()) continue;
      const int reach = static_cast<int>(std::lround(kNearbyHeights * list_[c].box.height()));
      std::vector<Place> found;
      for (const WordIndex::Entry& entry : index_.words_at(grow(list_[c].box, reach, reach))) {
        const Place place(entry.line_idx, entry.word_idx);
        if (page_.lines[entry.line_idx].layer == list_[c].layer && !claimed.contains(place) &&
            reads_as(word_at(place), list_[c]))
          found.push_back(place);
      }
      if (found.size() != 1) continue;
      claimed.insert(found.front());
      words_of_[c] = found;
    }
  }

  /// Of two corrections at one place the later one counts.
  void settle_conflicts() {
    std::map<Place, std::vector<size_t>> taken;
    for (size_t k = list_.size(); k > 0; --k) {
      const size_t c = k - 1;
      const bool conflict = std::ranges::any_of(words_of_[c], [&](const Place& place) {
        const auto found = taken.find(place);
        if (found == taken.end()) return false;
        return found->second.size() >= kMostOfOneWord ||
               std::ranges::any_of(found->second, [&](size_t other) {
                 return share_of_smaller(list_[c].box, list_[other].box) > kSamePlace;
               });
      });
      if (conflict) {
        words_of_[c].clear();
        reasons_[c] = "a later correction stands at the same place";
        continue;
      }
      for (const Place& place : words_of_[c]) taken[place].push_back(c);
    }
    for (auto& [place, corrections] : taken) {
      if (cover_little(corrections, word_at(place))) {
        for (const size_t c : corrections) leave(place, c);
        continue;
      }
      std::ranges::sort(corrections, {}, [&](size_t c) { return std::pair(list_[c].box.x0, c); });
      claims_[place] = corrections;
    }
  }

  /// Another word than the one that was corrected, and more: it is not to go with a stain that it took in.
  bool cover_little(const std::vector<size_t>& corrections, const Word& word) const {
    const bool level = word.box.width() >= word.box.height();
    int covered = 0;
    for (const size_t c : corrections) {
      if (reads_as(word, list_[c])) return false;
      const Box part = intersect(list_[c].box, word.box);
      covered += level ? part.width() : part.height();
    }
    return covered < kMostly * (level ? word.box.width() : word.box.height());
  }

  void leave(const Place& place, size_t c) {
    std::erase(words_of_[c], place);
    if (words_of_[c].empty() && !list_[c].text.empty()) reasons_[c] = "a longer word stands there now";
  }

  void rebuild(size_t line_idx) {
    TextLine& line = page_.lines[line_idx];
    std::vector<Word> out;
    std::unordered_set<size_t> done;
    bool changed = false;
    for (size_t w = 0; w < line.words.size(); ++w) {
      const auto claims = claims_.find({line_idx, w});
      if (claims == claims_.end()) {
        out.push_back(std::move(line.words[w]));
        continue;
      }
      changed = true;
      bool first = true;
      for (const size_t c : claims->second) {
        if (!done.insert(c).second) {  // its text stands with an earlier word, which this one joins
          join(line.words[w], c, out);
          continue;
        }
        ++result_.placed;
        if (list_[c].text.empty()) continue;
        out.push_back(corrected(line.words[w], c, first, claims->second.size() > 1));
        id_of_[c] = out.back().id;
        first = false;
      }
      if (first && !id_of_.contains(claims->second.front())) continue;
      if (first) renamed_[line.words[w].id] = id_of_[claims->second.front()];
    }
    line.words = std::move(out);
    if (changed && line.words.empty()) emptied_.insert(line.id);
  }

  Word corrected(const Word& from, size_t c, bool first, bool is_part) {
    const Correction& correction = list_[c];
    Word word = from;
    if (!first) {
      word.id = new_id();
      word.ocr.clear();
      word.glyphs.clear();
    }
    if (is_part) {
      const Box part = intersect(correction.box, from.box);
      if (!part.empty()) word.box = part;
    }
    fill_in(word, correction);
    return word;
  }

  static void fill_in(Word& word, const Correction& correction) {
    word.text = correction.text;
    word.source = TextSource::person;
    word.confidence = 1;
    word.place_inferred = false;
    if (!correction.sets_status) return;
    word.status = correction.status;
    word.strike_confidence = 1;
    if (word.status != WordStatus::struck) word.strike = StrikeKind::none;
    if (word.status == WordStatus::struck && word.strike == StrikeKind::none) word.strike = StrikeKind::line;
  }

  void join(const Word& word, size_t c, std::vector<Word>& out) const {
    const auto id = id_of_.find(c);
    if (id == id_of_.end()) return;
    const auto into = std::ranges::find(out, id->second, &Word::id);
    if (into == out.end()) return;
    into->box = unite(into->box, word.box);
    if (!into->ocr.empty() && !word.ocr.empty()) into->ocr += ' ';
    into->ocr += word.ocr;
    into->glyphs.insert(into->glyphs.end(), word.glyphs.begin(), word.glyphs.end());
  }

  /// A word where the recognizer has none: into the line that its box lies in.
  void add_word(size_t c) {
    const Correction& correction = list_[c];
    TextLine* best = nullptr;
    double best_share = kMostly;
    for (TextLine& line : page_.lines) {
      if (line.layer != correction.layer || line.quarter_turns != 0) continue;
      const Box around = grow(line.box, 2 * line.box.height(), 0);
      const double share = share_of_smaller(around, correction.box);
      if (share > best_share) best = &line, best_share = share;
    }
    if (best == nullptr) {
      reasons_[c] = "no line stands there now";
      return;
    }
    Word word;
    word.id = new_id();
    word.box = correction.box;
    fill_in(word, correction);
    const auto place = std::ranges::find_if(
        best->words, [&](const Word& w) { return w.box.center_x() > word.box.center_x(); });
    best->words.insert(place, std::move(word));
    best->box = unite(best->box, correction.box);
    emptied_.erase(best->id);
    ++result_.placed;
  }

  std::string new_id() {
    while (true) {
      std::string id = fmt::format("w_p{}", ++made_ids_);
      if (ids_.insert(id).second) return id;
    }
  }

  /// Insertions that named a word which is gone follow the word that it became, or none.
  void mend_anchors() {
    std::unordered_set<std::string> there;
    for (const TextLine& line : page_.lines)
      for (const Word& word : line.words) there.insert(word.id);
    const auto mend = [&](std::string& id) {
      if (id.empty() || there.contains(id)) return;
      const auto now = renamed_.find(id);
      id = now != renamed_.end() && there.contains(now->second) ? now->second : std::string();
    };
    for (TextLine& line : page_.lines)
      for (Word& word : line.words) mend(word.after_id), mend(word.before_id);
  }

  PageText& page_;
  std::vector<Correction> list_;
  bool other_scan_;
  WordIndex index_;
  std::vector<std::vector<Place>> words_of_;  ///< by correction
  std::vector<std::string> reasons_;          ///< by correction; empty = placed
  std::map<Place, std::vector<size_t>> claims_;
  std::unordered_map<size_t, std::string> id_of_;  ///< by correction
  std::unordered_map<std::string, std::string> renamed_;
  std::unordered_set<std::string> ids_, emptied_;
  int made_ids_ = 0;
  PlacedCorrections result_;
};

}  // namespace

void scale_corrections(PageCorrections& corrections, const cv::Size& size) {
  const cv::Size from = std::exchange(corrections.size, size);
  if (from == size || from.width <= 0 || from.height <= 0) return;
  const double x = static_cast<double>(size.width) / from.width,
               y = static_cast<double>(size.height) / from.height;
  const auto scale = [&](Box& box) { box = outer_box(box.x0 * x, box.y0 * y, box.x1 * x, box.y1 * y); };
  for (Correction& correction : corrections.list) scale(correction.box);
  for (AreaCorrection& area : corrections.areas) scale(area.box);
  for (PageNote& note : corrections.notes) scale(note.box);
}

PlacedCorrections place_corrections(PageText& page, const PageCorrections& corrections) {
  if (corrections.list.empty()) return {};
  return Placer(page, corrections).run();
}

}  // namespace folio
