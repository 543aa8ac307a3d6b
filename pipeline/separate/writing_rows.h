#pragma once

#include <vector>

namespace folio {

/// Where rows of handwriting that hang together by their tails and loops can be parted: the emptiest place
/// between each two neighboring rows, in order. `profile`: ink of each pixel row, along the writing's slope;
/// `unit`: letter height, pixels. Rows are peaks of the smoothed profile that stand a third as high as the
/// highest, 1.4 letter heights or more apart, with a quarter less ink between them than in the weaker of the
/// two. Empty: it is one row. Rows whose slopes differ blur into each other and are not told apart.
std::vector<int> gaps_between_rows(const std::vector<double>& profile, double unit);

}  // namespace folio
