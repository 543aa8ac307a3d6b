#include "export/corrections/correction_finder.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include "export/corrections/word_index.h"

namespace folio {
namespace {

/// Two boxes of one word, before and after a person touched the file.
constexpr double kSamePlace = 0.5;

Correction correction_of(const TextLine& line, const Word& word) {
  Correction out;
  out.text = word.text;
  out.ocr = word.ocr;
  out.box = word.box;
  out.layer = line.layer;
  out.status = word.status;
  return out;
}

class Comparison {
 public:
  Comparison(const PageText& written, const PageText& current)
      : written_(written), current_(current), index_(written) {
    for (size_t l = 0; l < written.lines.size(); ++l) {
      matched_.emplace_back(written.lines[l].words.size(), false);
      for (size_t w = 0; w < written.lines[l].words.size(); ++w)
        by_id_.emplace(written.lines[l].words[w].id, std::pair(l, w));
    }
  }

  std::vector<Correction> run() {
    for (const TextLine& line : current_.lines)
      for (const Word& word : line.words)
        if (const auto before = match_by_id(word)) compare(line, word, *before);
    for (const TextLine& line : current_.lines)
      for (const Word& word : line.words)
        if (!seen_.contains(&word)) compare(line, word, match_by_place(word));
    for (size_t l = 0; l < matched_.size(); ++l)
      for (size_t w = 0; w < matched_[l].size(); ++w)
        if (!matched_[l][w]) add_removed(written_.lines[l], written_.lines[l].words[w]);
    return std::move(out_);
  }

 private:
  using Place = std::pair<size_t, size_t>;

  std::optional<Place> match_by_id(const Word& word) {
    const auto found = by_id_.find(word.id);
    if (found == by_id_.end() || matched_[found->second.first][found->second.second]) return std::nullopt;
    const Box& before = written_.lines[found->second.first].words[found->second.second].box;
    if (word.box != before && share_of_smaller(word.box, before) < kSamePlace) return std::nullopt;
    matched_[found->second.first][found->second.second] = true;
    return found->second;
  }

  std::optional<Place> match_by_place(const Word& word) {
    std::optional<Place> best;
    double best_overlap = kSamePlace;
    for (const WordIndex::Entry& entry : index_.words_at(word.box)) {
      const double overlap = overlap_of(entry.box, word.box);
      if (matched_[entry.line_idx][entry.word_idx] || overlap < best_overlap) continue;
      best_overlap = overlap;
      best = {entry.line_idx, entry.word_idx};
    }
    if (best) matched_[best->first][best->second] = true;
    return best;
  }

  void compare(const TextLine& line, const Word& word, const std::optional<Place>& before) {
    seen_.insert(&word);
    Correction correction = correction_of(line, word);
    if (!before) {
      if (word.text.empty()) return;
      correction.ocr.clear();
      correction.sets_status = true;
      out_.push_back(std::move(correction));
      return;
    }
    const Word& old = written_.lines[before->first].words[before->second];
    correction.was = old.text;
    correction.ocr = old.ocr;
    correction.sets_status = word.status != old.status;
    const bool claimed = word.source == TextSource::person && old.source != TextSource::person;
    if (word.text != old.text || correction.sets_status || claimed) out_.push_back(std::move(correction));
  }

  void add_removed(const TextLine& line, const Word& word) {
    if (word.text.empty()) return;
    Correction correction = correction_of(line, word);
    correction.was = word.text;
    correction.text.clear();
    out_.push_back(std::move(correction));
  }

  const PageText& written_;
  const PageText& current_;
  WordIndex index_;
  std::map<std::string_view, Place> by_id_;
  std::vector<std::vector<bool>> matched_;  ///< of `written_`, by line and word
  std::set<const Word*> seen_;              ///< of `current_`
  std::vector<Correction> out_;
};

}  // namespace

std::vector<Correction> find_corrections(const PageText& written, const PageText& current) {
  return Comparison(written, current).run();
}

std::vector<Correction> corrections_by_source(const PageText& current) {
  std::vector<Correction> out;
  for (const TextLine& line : current.lines)
    for (const Word& word : line.words) {
      if (word.source != TextSource::person) continue;
      out.push_back(correction_of(line, word));
      out.back().was = word.ocr;
    }
  return out;
}

bool differs_beyond_words(const PageText& written, const PageText& current) {
  using Facts = std::tuple<Layer, Role, int>;
  const auto facts_of = [](const PageText& page) {
    std::map<std::string_view, Facts> facts;
    for (const TextLine& line : page.lines) {
      const bool has_text = std::ranges::any_of(line.words, [](const Word& w) { return !w.text.empty(); });
      if (has_text) facts.emplace(line.id, Facts(line.layer, line.role, line.quarter_turns));
    }
    return facts;
  };
  const auto before = facts_of(written), now = facts_of(current);
  const bool changed = std::ranges::any_of(now, [&](const auto& line) {
    const auto old = before.find(line.first);
    return old != before.end() && old->second != line.second;
  });
  const auto same_region = [](const TextRegion& a, const TextRegion& b) {
    return a.id == b.id && a.layer == b.layer && a.role == b.role && a.box == b.box;
  };
  return changed || !std::ranges::equal(written.regions, current.regions, same_region);
}

void add_corrections(std::vector<Correction>& list, const std::vector<Correction>& newer) {
  if (newer.empty()) return;
  PageText places;  // for its index
  places.lines.emplace_back();
  for (const Correction& correction : list) {
    places.lines[0].words.emplace_back();
    places.lines[0].words.back().box = correction.box;
  }
  const WordIndex index(places);
  std::vector<bool> replaced(list.size(), false);
  for (const Correction& correction : newer)
    for (const WordIndex::Entry& entry : index.words_at(correction.box))
      if (overlap_of(entry.box, correction.box) >= kSamePlace &&
          list[entry.word_idx].layer == correction.layer)
        replaced[entry.word_idx] = true;
  std::vector<Correction> out;
  for (size_t i = 0; i < list.size(); ++i)
    if (!replaced[i]) out.push_back(std::move(list[i]));
  out.insert(out.end(), newer.begin(), newer.end());
  list = std::move(out);
}

}  // namespace folio
