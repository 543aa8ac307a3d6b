#include "drawing/canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace folio {

namespace {

/// Turns the sheet about its middle and puts it in the middle of the picture.
cv::Matx33d placed(const LeafDescription& leaf, double pixels_per_mm) {
  const double angle = leaf.scan.skew_degrees * std::numbers::pi / 180;
  const double c = std::cos(angle) * pixels_per_mm, s = std::sin(angle) * pixels_per_mm;
  const double middle_x = leaf.paper.width_mm / 2, middle_y = leaf.paper.height_mm / 2;
  const double picture_x = (middle_x + leaf.scan.border_mm) * pixels_per_mm;
  const double picture_y = (middle_y + leaf.scan.border_mm) * pixels_per_mm;
  return {c,   -s,  picture_x - c * middle_x + s * middle_y,  //
          s,   c,   picture_y - s * middle_x - c * middle_y,  //
          0.0, 0.0, 1.0};
}

cv::Size picture_size(const LeafDescription& leaf, double pixels_per_mm) {
  return {static_cast<int>(std::lround((leaf.paper.width_mm + 2 * leaf.scan.border_mm) * pixels_per_mm)),
          static_cast<int>(std::lround((leaf.paper.height_mm + 2 * leaf.scan.border_mm) * pixels_per_mm))};
}

}  // namespace

Canvas::Canvas(const LeafDescription& leaf)
    : pixels_per_mm_(leaf.scan.dpi / 25.4),
      skew_degrees_(leaf.scan.skew_degrees),
      scan_from_leaf_(placed(leaf, pixels_per_mm_)),
      light_(picture_size(leaf, pixels_per_mm_), CV_8UC3, cv::Scalar::all(255)),
      coverage_(light_.size()) {}

Box Canvas::ink(Layer layer, const cv::Mat& coverage, const cv::Point& origin, const Color& color) {
  const cv::Rect whole(0, 0, light_.cols, light_.rows);
  const cv::Rect part = cv::Rect(origin, coverage.size()) & whole;
  if (part.empty()) return {};
  const cv::Mat tile = coverage(part - origin);
  cv::Mat& mask = coverage_[layer];
  const int absorbed[3] = {255 - color.blue, 255 - color.green, 255 - color.red};
  for (int y = 0; y < part.height; ++y) {
    const auto* source = tile.ptr<unsigned char>(y);
    auto* target = mask.ptr<unsigned char>(part.y + y) + part.x;
    auto* light = light_.ptr<cv::Vec3b>(part.y + y) + part.x;
    for (int x = 0; x < part.width; ++x) {
      if (source[x] == 0) continue;
      target[x] = std::max(target[x], source[x]);
      for (int channel = 0; channel < 3; ++channel) {
        const int passes = 255 - (absorbed[channel] * source[x] + 127) / 255;
        light[x][channel] = static_cast<unsigned char>((light[x][channel] * passes + 127) / 255);
      }
    }
  }
  return ink_box(tile, part.tl());
}

Box ink_box(const cv::Mat& coverage, const cv::Point& origin) {
  if (coverage.empty()) return {};
  double darkest = 0;
  cv::minMaxLoc(coverage, nullptr, &darkest);
  const double least = std::max<double>(kFaintestInk, kInkShare * darkest);
  Box box;
  for (int y = 0; y < coverage.rows; ++y) {
    const auto* row = coverage.ptr<unsigned char>(y);
    for (int x = 0; x < coverage.cols; ++x)
      if (row[x] >= least) box = unite(box, {origin.x + x, origin.y + y, origin.x + x + 1, origin.y + y + 1});
  }
  return box;
}

}  // namespace folio
