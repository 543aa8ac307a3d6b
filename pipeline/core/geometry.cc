#include "core/geometry.h"

#include <cmath>
#include <numbers>

namespace folio {

Box outer_box(double x0, double y0, double x1, double y1) {
  const auto low = [](double v) { return static_cast<int>(std::floor(v + 0.499)); };
  const auto high = [](double v) { return static_cast<int>(std::ceil(v - 0.499)); };
  Box out{low(x0), low(y0), high(x1), high(y1)};
  out.x1 = std::max(out.x1, out.x0 + 1);
  out.y1 = std::max(out.y1, out.y0 + 1);
  return out;
}

cv::Point2d Transform::operator()(const cv::Point2d& point) const {
  const cv::Vec3d v = matrix_ * cv::Vec3d(point.x, point.y, 1.0);
  return {v[0] / v[2], v[1] / v[2]};
}

Box Transform::operator()(const Box& box) const {
  if (box.empty()) return {};
  double x0 = 1e18, y0 = 1e18, x1 = -1e18, y1 = -1e18;
  for (const double x : {double(box.x0), double(box.x1)}) {
    for (const double y : {double(box.y0), double(box.y1)}) {
      const cv::Point2d p = (*this)(cv::Point2d(x, y));
      x0 = std::min(x0, p.x), x1 = std::max(x1, p.x);
      y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
    }
  }
  return outer_box(x0, y0, x1, y1);
}

double Transform::scale() const {
  return std::sqrt(std::abs(matrix_(0, 0) * matrix_(1, 1) - matrix_(0, 1) * matrix_(1, 0)));
}

Transform Transform::inverse() const { return Transform(matrix_.inv()); }

double Baseline::bend_at(double x) const {
  if (bend == 0 || right.x == left.x) return 0;
  const double t = (x - left.x) / (right.x - left.x);
  return 4 * bend * t * (1 - t);
}

double Baseline::y_at(double x) const { return left.y + slope() * (x - left.x) + bend_at(x); }

Baseline Baseline::between(double x0, double x1) const {
  Baseline part{{x0, y_at(x0)}, {x1, y_at(x1)}};
  if (bend != 0 && right.x != left.x) {
    const double share = (x1 - x0) / (right.x - left.x);
    part.bend = bend * share * share;
  }
  return part;
}

double Baseline::slope() const { return right.x == left.x ? 0.0 : (right.y - left.y) / (right.x - left.x); }

double degrees_from_slope(double slope) { return std::atan(slope) * 180.0 / std::numbers::pi; }

}  // namespace folio
