#include "separate/dash_rows.h"

#include <algorithm>
#include <cmath>

namespace folio {
namespace {

constexpr double kNarrowest = 0.25, kWidest = 1.1;  // cells
constexpr double kHighest = 0.45;                   // letter heights
constexpr double kLevel = 0.25;                     // letter heights: middles of one row
constexpr double kOffRaster = 0.15;                 // cells
constexpr int kMostCells = 4;                       // from one dash to the next
constexpr size_t kLeastDashes = 4;

bool is_dash(const Box& box, double pitch, double unit) {
  return box.width() >= kNarrowest * pitch && box.width() <= kWidest * pitch &&
         box.height() <= kHighest * unit && box.width() >= 1.5 * box.height();
}

bool follows(const Box& left, const Box& right, double pitch) {
  const double cells = (right.center_x() - left.center_x()) / pitch;
  return cells > 0.5 && cells < kMostCells + 0.5 && std::abs(cells - std::round(cells)) <= kOffRaster;
}

}  // namespace

std::vector<int> find_dash_rows(const std::vector<Component>& components, const std::vector<int>& idxs,
                                double pitch, double unit) {
  std::vector<int> dashes, found;
  if (pitch <= 0) return found;
  const auto box_of = [&](int idx) { return components[static_cast<size_t>(idx)].box; };
  std::ranges::copy_if(idxs, std::back_inserter(dashes),
                       [&](int idx) { return is_dash(box_of(idx), pitch, unit); });
  std::ranges::stable_sort(dashes, {}, [&](int idx) { return box_of(idx).center_y(); });
  for (auto first = dashes.begin(); first != dashes.end();) {
    const double level = box_of(*first).center_y() + kLevel * unit;
    const auto end =
        std::find_if(first, dashes.end(), [&](int idx) { return box_of(idx).center_y() > level; });
    std::vector<int> row(first, end);
    std::ranges::stable_sort(row, {}, [&](int idx) { return box_of(idx).x0; });
    for (auto from = row.begin(); from != row.end();) {
      auto to = from + 1;
      while (to != row.end() && follows(box_of(*(to - 1)), box_of(*to), pitch)) ++to;
      if (static_cast<size_t>(to - from) >= kLeastDashes) found.insert(found.end(), from, to);
      from = to;
    }
    first = end;
  }
  return found;
}

}  // namespace folio
