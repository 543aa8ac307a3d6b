#include "reconcile/ink_matcher.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace folio {

std::vector<InkMatch> match_in_order(size_t left, size_t right,
                                     const std::function<double(size_t, size_t, size_t, size_t)>& distance) {
  assert(left > 0 && right > 0);
  struct Cell {
    double cost = std::numeric_limits<double>::infinity();
    InkMatch last;
  };
  std::vector<Cell> cells((left + 1) * (right + 1));
  const auto at = [&](size_t i, size_t j) -> Cell& { return cells[i * (right + 1) + j]; };
  at(0, 0).cost = 0;
  for (size_t i = 1; i <= left; ++i) {
    for (size_t j = 1; j <= right; ++j) {
      const auto improve = [&](size_t left_begin, size_t right_begin) {
        const double before = at(left_begin, right_begin).cost;
        if (before == std::numeric_limits<double>::infinity()) return;
        const double cost = before + distance(left_begin, i, right_begin, j);
        if (cost < at(i, j).cost) at(i, j) = {cost, {left_begin, i, right_begin, j}};
      };
      improve(i - 1, j - 1);
      for (size_t k = i - 1; k-- > 0;) improve(k, j - 1);
      for (size_t k = j - 1; k-- > 0;) improve(i - 1, k);
    }
  }
  std::vector<InkMatch> out;
  for (size_t i = left, j = right; i > 0;) {
    const InkMatch match = at(i, j).last;
    out.push_back(match);
    i = match.left_begin;
    j = match.right_begin;
  }
  std::ranges::reverse(out);
  return out;
}

}  // namespace folio
