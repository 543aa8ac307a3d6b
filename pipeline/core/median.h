#pragma once

#include <algorithm>
#include <vector>

namespace folio {

/// Median of `values`, the upper one of two; `fallback` where there are none.
inline double median_of(std::vector<double> values, double fallback = 0) {
  if (values.empty()) return fallback;
  const auto middle = values.begin() + static_cast<long>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace folio
