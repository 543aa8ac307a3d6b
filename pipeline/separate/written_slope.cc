#include "separate/written_slope.h"

#include <algorithm>
#include <cmath>

namespace folio {
namespace {

constexpr double kSteepest = 0.7;
constexpr double kStep = 0.04;
constexpr int kFineSteps = 10;
// By how much a slope must be better than the level. Loops and tails make one of a few degrees a little
// better by chance.
constexpr double kClearlyBetter = 1.1;

/// Sum of the squared counts of rows along `slope`: high where ink and white alternate.
double contrast_along(const std::vector<cv::Point>& points, double slope, double row) {
  double low = 1e18, high = -1e18;
  for (const cv::Point& point : points) {
    const double y = point.y - slope * point.x;
    low = std::min(low, y), high = std::max(high, y);
  }
  std::vector<double> rows(static_cast<size_t>((high - low) / row) + 2, 0);
  // Shared between neighboring rows, so that where the rows begin does not matter.
  for (const cv::Point& point : points) {
    const double at = (point.y - slope * point.x - low) / row;
    const auto idx = static_cast<size_t>(at);
    const double part = at - static_cast<double>(idx);
    rows[idx] += 1 - part;
    rows[idx + 1] += part;
  }
  double sum = 0;
  for (const double count : rows) sum += count * count;
  return sum;
}

}  // namespace

double slope_of_writing(const std::vector<cv::Point>& points, double row) {
  if (points.size() < 2) return 0;
  double best = 0, best_contrast = kClearlyBetter * contrast_along(points, 0, row);
  const int steps = static_cast<int>(std::lround(kSteepest / kStep));
  for (int i = -steps; i <= steps; ++i) {
    const double contrast = contrast_along(points, i * kStep, row);
    if (contrast > best_contrast) best = i * kStep, best_contrast = contrast;
  }
  return best;
}

double refined_slope(const std::vector<cv::Point>& points, double row, double slope) {
  if (points.size() < 2) return slope;
  double best = slope, best_contrast = contrast_along(points, slope, row);
  for (int i = -kFineSteps; i <= kFineSteps; ++i) {
    const double near = slope + i * kStep / kFineSteps, contrast = contrast_along(points, near, row);
    if (contrast > best_contrast) best = near, best_contrast = contrast;
  }
  return best;
}

}  // namespace folio
