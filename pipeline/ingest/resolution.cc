#include "ingest/resolution.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kMinLongSideMm = 70, kMaxLongSideMm = 900, kMinShortSideMm = 20;
constexpr double kMinLeafMm = 140, kMaxLeafMm = 370;
constexpr double kMaxAnisotropy = 2.5;
constexpr double kSquareTolerance = 0.05;
constexpr double kUsualLeafMm = 297;

bool is_default(double per_inch) {
  constexpr std::array<double, 3> kDefaults{1, 72, 96};
  // A metric file holds them rounded: 28.34 pixels a centimeter are 71.98 an inch.
  return std::any_of(kDefaults.begin(), kDefaults.end(),
                     [per_inch](double value) { return std::abs(per_inch - value) < 0.1; });
}

bool is_plausible(const cv::Size& size, double x, double y) {
  if (!std::isfinite(x) || !std::isfinite(y) || x <= 0 || y <= 0) return false;
  if (std::max(x, y) > kMaxAnisotropy * std::min(x, y)) return false;
  const double width = size.width / x * kMmPerInch, height = size.height / y * kMmPerInch;
  const double longer = std::max(width, height), shorter = std::min(width, height);
  if (is_default(x) && is_default(y)) return longer >= kMinLeafMm && longer <= kMaxLeafMm;
  return longer >= kMinLongSideMm && longer <= kMaxLongSideMm && shorter >= kMinShortSideMm;
}

}  // namespace

Resolution judge_resolution(const cv::Size& size, double x_per_inch, double y_per_inch) {
  if (is_plausible(size, x_per_inch, y_per_inch)) {
    return {x_per_inch, y_per_inch, Resolution::Source::declared};
  }
  const double estimated = std::max(size.width, size.height) * kMmPerInch / kUsualLeafMm;
  return {estimated, estimated, Resolution::Source::estimated};
}

cv::Size square_size(const cv::Size& size, const Resolution& resolution) {
  const double finer = std::max(resolution.x, resolution.y);
  if (finer <= (1 + kSquareTolerance) * std::min(resolution.x, resolution.y)) return size;
  return {cvRound(size.width * finer / resolution.x), cvRound(size.height * finer / resolution.y)};
}

void make_pixels_square(ScannedPage& page) {
  Resolution& resolution = page.resolution;
  const cv::Size size = square_size(page.pixels.size(), resolution);
  if (size == page.pixels.size()) return;
  cv::Mat square;
  cv::resize(page.pixels, square, size, 0, 0, page.bilevel ? cv::INTER_NEAREST : cv::INTER_LINEAR);
  page.pixels = square;
  resolution.x = resolution.y = std::max(resolution.x, resolution.y);
}

}  // namespace folio
