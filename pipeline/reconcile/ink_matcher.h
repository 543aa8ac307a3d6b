#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace folio {

/// Items [left_begin, left_end) of one sequence are [right_begin, right_end) of another; one of the two is
/// one item.
struct InkMatch {
  size_t left_begin = 0, left_end = 0;
  size_t right_begin = 0, right_end = 0;
};

/// Divides two sequences, neither empty, into as many stretches that go together, in order, so that the sum
/// of `distance(left_begin, left_end, right_begin, right_end)` is least. A stretch is one item on one side at
/// least; nothing is left over. Dynamic programming: time with left * right * (left + right).
std::vector<InkMatch> match_in_order(size_t left, size_t right,
                                     const std::function<double(size_t, size_t, size_t, size_t)>& distance);

}  // namespace folio
