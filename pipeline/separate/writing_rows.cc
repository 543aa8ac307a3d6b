#include "separate/writing_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace folio {
namespace {

constexpr double kSmoothing = 0.3;      // deviation, letter heights: strokes of a letter become one hill
constexpr double kLeastDistance = 1.4;  // letter heights, from row to row
constexpr double kLeastHeight = 0.33;   // of the highest row
constexpr double kDeepest = 0.75;       // of the weaker row's height: what lies between rows is lower

std::vector<double> smoothed(const std::vector<double>& values, double deviation) {
  const int reach = std::max(1, static_cast<int>(std::ceil(3 * deviation)));
  const auto size = static_cast<int>(values.size());
  std::vector<double> out(values.size(), 0);
  for (int i = 0; i < size; ++i) {
    double sum = 0, weights = 0;
    for (int k = -reach; k <= reach; ++k) {
      const double weight = std::exp(-0.5 * k * k / (deviation * deviation));
      weights += weight;
      const int at = i + k;
      if (at >= 0 && at < size) sum += weight * values[static_cast<size_t>(at)];
    }
    out[static_cast<size_t>(i)] = sum / weights;
  }
  return out;
}

}  // namespace

std::vector<int> gaps_between_rows(const std::vector<double>& profile, double unit) {
  if (profile.empty() || unit <= 0) return {};
  const std::vector<double> hills = smoothed(profile, kSmoothing * unit);
  const double least = kLeastHeight * *std::ranges::max_element(hills);
  const auto at = [&](int y) { return hills[static_cast<size_t>(y)]; };
  const auto size = static_cast<int>(hills.size());
  std::vector<int> rows, gaps;
  for (int y = 0; y < size; ++y) {
    if (at(y) < least || at(y) <= 0) continue;
    if ((y > 0 && at(y - 1) > at(y)) || (y + 1 < size && at(y + 1) >= at(y))) continue;
    if (rows.empty()) {
      rows.push_back(y);
      continue;
    }
    const auto gap = std::min_element(hills.begin() + rows.back(), hills.begin() + y);
    const bool parted =
        y - rows.back() >= kLeastDistance * unit && *gap < kDeepest * std::min(at(rows.back()), at(y));
    if (parted) {
      gaps.push_back(static_cast<int>(gap - hills.begin()));
      rows.push_back(y);
    } else if (at(y) > at(rows.back())) {
      rows.back() = y;
    }
  }
  return gaps;
}

}  // namespace folio
