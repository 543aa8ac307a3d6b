#include "drawing/pen.h"

#include <algorithm>
#include <cmath>

#include "drawing/random.h"

namespace folio {

namespace {

cv::Point2d catmull_rom(const cv::Point2d& a, const cv::Point2d& b, const cv::Point2d& c,
                        const cv::Point2d& d, double t) {
  return 0.5 *
         (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}

}  // namespace

std::vector<cv::Point2d> smooth_curve(const std::vector<cv::Point2d>& points_mm, double step_mm) {
  std::vector<cv::Point2d> curve;
  const auto count = static_cast<int>(points_mm.size());
  const auto at = [&](int idx) { return points_mm[static_cast<size_t>(std::clamp(idx, 0, count - 1))]; };
  for (int i = 0; i + 1 < count; ++i) {
    const int steps = std::max(1, static_cast<int>(std::ceil(cv::norm(at(i + 1) - at(i)) / step_mm)));
    for (int step = 0; step < steps; ++step)
      curve.push_back(catmull_rom(at(i - 1), at(i), at(i + 1), at(i + 2), static_cast<double>(step) / steps));
  }
  if (count > 0) curve.push_back(points_mm.back());
  return curve;
}

void cover_line(cv::Mat& coverage, const cv::Point2d& a, double width_a, const cv::Point2d& b,
                double width_b) {
  const double reach = std::max(width_a, width_b) / 2 + 1;
  const int x0 = std::max(0, static_cast<int>(std::floor(std::min(a.x, b.x) - reach)));
  const int y0 = std::max(0, static_cast<int>(std::floor(std::min(a.y, b.y) - reach)));
  const int x1 = std::min(coverage.cols, static_cast<int>(std::ceil(std::max(a.x, b.x) + reach)) + 1);
  const int y1 = std::min(coverage.rows, static_cast<int>(std::ceil(std::max(a.y, b.y) + reach)) + 1);
  const cv::Point2d along = b - a;
  const double length_squared = along.dot(along);
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x) {
      const cv::Point2d from_a = cv::Point2d(x + 0.5, y + 0.5) - a;
      const double t = length_squared > 0 ? std::clamp(from_a.dot(along) / length_squared, 0.0, 1.0) : 0;
      const cv::Point2d off = from_a - along * t;
      const double half = (width_a + (width_b - width_a) * t) / 2;
      const double covered = std::clamp(half - std::sqrt(off.dot(off)) + 0.5, 0.0, 1.0);
      auto& pixel = coverage.at<unsigned char>(y, x);
      pixel = std::max(pixel, static_cast<unsigned char>(std::lround(covered * 255)));
    }
}

std::vector<PenPoint> pen_way(const std::vector<cv::Point2d>& curve_mm, double width_mm, std::uint64_t seed) {
  const NoiseField shake_x(Random::seed_of(seed, "shake x"), 5), shake_y(Random::seed_of(seed, "shake y"), 5);
  const NoiseField pressure(Random::seed_of(seed, "pressure"), 4);
  double length = 0;
  for (size_t i = 1; i < curve_mm.size(); ++i) length += cv::norm(curve_mm[i] - curve_mm[i - 1]);

  std::vector<PenPoint> way;
  double gone = 0;
  for (size_t i = 0; i < curve_mm.size(); ++i) {
    if (i > 0) gone += cv::norm(curve_mm[i] - curve_mm[i - 1]);
    const double to_end = std::min(gone, length - gone);
    const double lift = std::clamp(0.45 + to_end / 1.5, 0.45, 1.0);
    way.push_back({curve_mm[i] + cv::Point2d(shake_x(gone), shake_y(gone)) * 0.18,
                   width_mm * lift * (1 + 0.25 * pressure(gone))});
  }
  return way;
}

Box draw_pen(Canvas& canvas, Layer layer, const std::vector<PenPoint>& way, const Hand& hand,
             std::uint64_t seed) {
  if (way.empty()) return {};
  std::vector<cv::Point2d> points;
  double reach = 2;
  cv::Point2d low(1e9, 1e9), high(-1e9, -1e9);
  for (const PenPoint& point : way) {
    points.push_back(canvas.scan_from_leaf()(point.place_mm));
    reach = std::max(reach, point.width_mm * canvas.pixels_per_mm() + 2);
    low = {std::min(low.x, points.back().x), std::min(low.y, points.back().y)};
    high = {std::max(high.x, points.back().x), std::max(high.y, points.back().y)};
  }
  const cv::Point origin(static_cast<int>(std::floor(low.x - reach)),
                         static_cast<int>(std::floor(low.y - reach)));
  cv::Mat coverage = cv::Mat::zeros(static_cast<int>(std::ceil(high.y + reach)) - origin.y,
                                    static_cast<int>(std::ceil(high.x + reach)) - origin.x, CV_8UC1);
  for (size_t i = 0; i < way.size(); ++i) {
    const size_t before = i == 0 ? 0 : i - 1;
    cover_line(coverage, points[before] - cv::Point2d(origin), way[before].width_mm * canvas.pixels_per_mm(),
               points[i] - cv::Point2d(origin), way[i].width_mm * canvas.pixels_per_mm());
  }
  apply_tool(coverage, origin, hand, canvas.pixels_per_mm(), seed);
  return canvas.ink(layer, coverage, origin, hand.ink);
}

void apply_tool(cv::Mat& coverage, const cv::Point& origin, const Hand& hand, double pixels_per_mm,
                std::uint64_t seed) {
  const NoiseField grain(Random::seed_of(seed, "grain"), 0.13), flow(Random::seed_of(seed, "flow"), 1.6);
  for (int y = 0; y < coverage.rows; ++y) {
    auto* row = coverage.ptr<unsigned char>(y);
    for (int x = 0; x < coverage.cols; ++x) {
      if (row[x] == 0) continue;
      const double x_mm = (origin.x + x) / pixels_per_mm, y_mm = (origin.y + y) / pixels_per_mm;
      double dark = hand.strength;
      if (hand.pencil)
        dark *= std::clamp(0.85 + 0.55 * grain(x_mm, y_mm) + 0.15 * flow(x_mm, y_mm), 0.0, 1.0);
      else
        dark *= std::clamp(0.92 + 0.12 * flow(x_mm, y_mm), 0.0, 1.0);
      row[x] = static_cast<unsigned char>(std::lround(row[x] * dark));
    }
  }
}

}  // namespace folio
