#pragma once

namespace folio {

/// Between which values a figure lies, with the confidence that was asked for.
struct Interval {
  double low = 0, high = 0;

  bool contains(double value) const { return low <= value && value <= high; }
};

}  // namespace folio
