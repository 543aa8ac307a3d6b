#pragma once

#include <algorithm>
#include <compare>
#include <opencv2/core.hpp>
#include <vector>

namespace folio {

/// Pixel box, origin top-left, half-open: holds x0 <= x < x1 and y0 <= y < y1. Empty when x1 <= x0 or y1 <=
/// y0.
struct Box {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  int width() const { return x1 - x0; }
  int height() const { return y1 - y0; }
  bool empty() const { return x1 <= x0 || y1 <= y0; }
  long area() const { return empty() ? 0 : static_cast<long>(width()) * height(); }
  double center_x() const { return 0.5 * (x0 + x1); }
  double center_y() const { return 0.5 * (y0 + y1); }
  bool contains(double x, double y) const { return x >= x0 && x < x1 && y >= y0 && y < y1; }
  // clang-tidy 14 takes what a comparison is rewritten to for a null pointer.
  auto operator<=>(const Box&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// Smallest box holding both; an empty box adds nothing.
inline Box unite(const Box& a, const Box& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

/// Common part; empty when they do not meet.
inline Box intersect(const Box& a, const Box& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

/// Grown by `x` and `y` pixels on each side; not clipped.
inline Box grow(const Box& b, int x, int y) { return {b.x0 - x, b.y0 - y, b.x1 + x, b.y1 + y}; }

/// Clipped to an image of `size`.
inline Box clip(const Box& b, const cv::Size& size) { return intersect(b, {0, 0, size.width, size.height}); }

/// Box with these edges, rounded outwards by less than half a pixel a side; a pixel each way at least.
Box outer_box(double x0, double y0, double x1, double y1);

inline cv::Rect to_rect(const Box& b) {
  return {b.x0, b.y0, std::max(0, b.width()), std::max(0, b.height())};
}
inline Box to_box(const cv::Rect& r) { return {r.x, r.y, r.x + r.width, r.y + r.height}; }

/// Plane map as a 3x3 matrix on pixel coordinates, where (0,0) is the top-left corner of the top-left pixel.
/// Named target_from_source: `scan_from_upright(p)` takes a point of the upright page to the scan.
class Transform {
 public:
  Transform() : matrix_(cv::Matx33d::eye()) {}
  explicit Transform(const cv::Matx33d& matrix) : matrix_(matrix) {}

  cv::Point2d operator()(const cv::Point2d& point) const;
  /// Smallest box holding the image of `box`, rounded outwards by less than half a pixel a side.
  Box operator()(const Box& box) const;
  Transform inverse() const;
  /// Pixels of the target per pixel of the source: the square root of the area that a unit square becomes,
  /// for maps that turn, shift, scale and shear.
  double scale() const;
  const cv::Matx33d& matrix() const { return matrix_; }

 private:
  cv::Matx33d matrix_;
};

/// Baseline from its left to its right end, in pixels of the page that it belongs to: straight, or a parabola
/// where the sheet curls.
struct Baseline {
  cv::Point2d left, right;
  double bend = 0;  ///< y of its middle below the straight line between its ends; negative: above

  /// Height (y) of the baseline at `x`; that of the left end for a baseline without length.
  double y_at(double x) const;
  /// Share of `y_at` that the bend makes.
  double bend_at(double x) const;
  /// dy/dx from end to end, positive when it falls to the right (y grows downwards).
  double slope() const;
  /// The same curve with its ends at `x0` and `x1`.
  Baseline between(double x0, double x1) const;
};

/// Angles are degrees, clockwise positive (y grows downwards).
double degrees_from_slope(double slope);

}  // namespace folio
