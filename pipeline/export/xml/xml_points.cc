#include "export/xml/xml_points.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace folio {
namespace {

constexpr double kLargest = 1e7;  // pixels; no scan is wider

/// Height of a polyline, ordered by x, at `x`.
double height_at(const std::vector<cv::Point2d>& points, double x) {
  for (size_t i = 1; i < points.size(); ++i) {
    const cv::Point2d &a = points[i - 1], &b = points[i];
    if (x <= b.x) return b.x > a.x ? a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) : b.y;
  }
  return points.back().y;
}

}  // namespace

std::vector<cv::Point2d> parse_points(std::string_view text) {
  std::vector<double> numbers;
  const char *at = text.data(), *end = text.data() + text.size();
  while (at != end) {
    if (*at == ' ' || *at == ',' || *at == '\t' || *at == '\n' || *at == '\r') {
      ++at;
      continue;
    }
    double value = 0;
    const auto [next, failure] = std::from_chars(at, end, value);
    if (failure != std::errc() || !std::isfinite(value)) break;
    numbers.push_back(std::clamp(value, -kLargest, kLargest));
    at = next;
  }
  std::vector<cv::Point2d> out;
  for (size_t i = 1; i < numbers.size(); i += 2) out.emplace_back(numbers[i - 1], numbers[i]);
  return out;
}

std::string points_text(const std::vector<cv::Point2d>& points) {
  std::string out;
  for (const cv::Point2d& p : points)
    out += fmt::format("{}{},{}", out.empty() ? "" : " ", std::lround(p.x), std::lround(p.y));
  return out;
}

std::vector<cv::Point2d> corners_of(const Box& box) {
  const double x0 = box.x0, y0 = box.y0, x1 = box.x1 - 1, y1 = box.y1 - 1;
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

Box box_around(const std::vector<cv::Point2d>& points) {
  Box out;
  for (const cv::Point2d& p : points) {
    const auto x = static_cast<int>(std::lround(p.x)), y = static_cast<int>(std::lround(p.y));
    out = unite(out, {x, y, x + 1, y + 1});
  }
  return out;
}

Baseline baseline_through(std::vector<cv::Point2d> points) {
  if (points.empty()) return {};
  std::ranges::stable_sort(points, {}, &cv::Point2d::x);
  Baseline out{points.front(), points.back()};
  const double middle = 0.5 * (out.left.x + out.right.x);
  out.bend = height_at(points, middle) - 0.5 * (out.left.y + out.right.y);
  return out;
}

}  // namespace folio
