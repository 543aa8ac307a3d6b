#include "hand_figures.h"

#include <algorithm>
#include <string>

namespace folio {
namespace {

/// What was found for a drawn line; null = nothing.
struct Match {
  const TextLine* line = nullptr;
  const TextRegion* region = nullptr;

  bool found() const { return line != nullptr || region != nullptr; }
  Role role() const { return line != nullptr ? line->role : region->role; }
};

Match match_of(const Box& box, const PageText& found) {
  Match match;
  long most = (box.area() + 1) / 2 - 1;
  for (const TextLine& line : found.lines) {
    const Box common = intersect(line.box, box);
    if (line.layer == Layer::hand && !common.empty() && common.area() > most)
      match = {&line, nullptr}, most = common.area();
  }
  for (const TextRegion& region : found.regions) {
    const Box common = intersect(region.box, box);
    if (region.layer == Layer::hand && !common.empty() && common.area() > most)
      match = {nullptr, &region}, most = common.area();
  }
  return match;
}

const Word* word_of(const PageText& text, const std::string& id) {
  for (const TextLine& line : text.lines)
    for (const Word& word : line.words)
      if (word.id == id) return &word;
  return nullptr;
}

bool is_tied_right(const Word& drawn, const TextLine& line, const PageText& truth, const PageText& found) {
  if (line.words.empty() || line.words.front().status == WordStatus::plain) return false;
  const Word* wanted = word_of(truth, drawn.after_id);
  const Word* named = word_of(found, line.words.front().after_id);
  if (wanted == nullptr || named == nullptr) return wanted == named;
  // Boxes of words that were read reach the height of capitals.
  const Box common = intersect(wanted->box, named->box);
  return !common.empty() && 2 * common.area() >= wanted->box.area() &&
         2 * common.width() >= named->box.width();
}

}  // namespace

HandCounts& HandCounts::operator+=(const HandCounts& other) {
  for (const auto& [role, line] : other.lines) {
    Line& own = lines[role];
    own.drawn += line.drawn, own.found += line.found, own.right += line.right;
    for (const auto& [taken, count] : line.taken_for) own.taken_for[taken] += count;
  }
  placed_drawn += other.placed_drawn;
  placed_found += other.placed_found;
  placed_right += other.placed_right;
  placed_false += other.placed_false;
  return *this;
}

HandCounts count_hand(const PageText& truth, const PageText& found) {
  HandCounts counts;
  for (const TextLine& drawn : truth.lines) {
    if (drawn.layer != Layer::hand || drawn.words.empty()) continue;
    const Match match = match_of(drawn.box, found);
    HandCounts::Line& line = counts.lines[drawn.role];
    ++line.drawn;
    if (match.found()) ++line.found, ++line.taken_for[match.role()];
    if (match.found() && match.role() == drawn.role) ++line.right;
    if (!is_placed_in_text(drawn.role)) continue;
    ++counts.placed_drawn;
    if (match.line == nullptr) continue;
    ++counts.placed_found;
    if (is_tied_right(drawn.words.front(), *match.line, truth, found)) ++counts.placed_right;
  }
  for (const TextLine& line : found.lines) {
    if (line.layer != Layer::hand || !is_placed_in_text(line.role)) continue;
    const bool drawn = std::ranges::any_of(truth.lines, [&](const TextLine& other) {
      return other.layer == Layer::hand && !intersect(other.box, line.box).empty();
    });
    if (!drawn) ++counts.placed_false;
  }
  return counts;
}

Share share_over_pages(const std::vector<HandCounts>& pages,
                       const std::function<int(const HandCounts&)>& part,
                       const std::function<int(const HandCounts&)>& whole) {
  std::vector<PartOfPage> parts;
  parts.reserve(pages.size());
  for (const HandCounts& page : pages) parts.push_back({part(page), whole(page)});
  return share_of(parts);
}

}  // namespace folio
