#include "imaging/ink_lines.h"

#include <algorithm>

#include "imaging/components.h"

namespace folio {
namespace {

std::vector<char> taken_by_lines(const SegmentedPage& page) {
  std::vector<char> taken(page.components.size(), 0);
  for (const InkLine& line : page.lines) {
    for (const int idx : line.component_idxs) taken[idx] = 1;
  }
  return taken;
}

/// Headings in letters much larger than the page's are grouped by their own size, from what is left.
void add_larger_lines(SegmentedPage& page, const LineGrouping& grouping) {
  const std::vector<char> taken = taken_by_lines(page);
  std::vector<Component> left;
  std::vector<int> left_idxs;
  for (int i = 0; i < static_cast<int>(taken.size()); ++i) {
    const Component& c = page.components[i];
    if (taken[i] || c.box.height() <= grouping.max_letter * page.letter_height) continue;
    left.push_back(c);
    left_idxs.push_back(i);
  }
  const double height = usual_letter_height(left, page.ink.size());
  if (height <= 0) return;
  for (InkLine& line : group_lines(left, height, page.ink.size(), grouping)) {
    if (line.component_idxs.size() < 4) continue;
    for (int& idx : line.component_idxs) idx = left_idxs[idx];
    const auto after = std::ranges::find_if(
        page.lines, [&](const InkLine& other) { return other.baseline.left.y > line.baseline.left.y; });
    page.lines.insert(after, std::move(line));
  }
}

}  // namespace

void find_lines(SegmentedPage& page, const LineGrouping& grouping, const GridSearch& grid) {
  page.components = find_components(page.ink, page.labels);
  page.letter_height = usual_letter_height(page.components, page.ink.size());
  page.lines = group_lines(page.components, page.letter_height, page.ink.size(), grouping);
  add_larger_lines(page, grouping);
  page.grid = fit_grid(page.ink, page.lines, page.components, page.letter_height, grid);
  page.loose_idxs.clear();
  const std::vector<char> taken = taken_by_lines(page);
  for (int i = 0; i < static_cast<int>(taken.size()); ++i) {
    if (!taken[i]) page.loose_idxs.push_back(i);
  }
}

}  // namespace folio
