#include "deskew/skew_finder.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "deskew/row_sharpness.h"

namespace folio {
namespace {

struct Peak {
  double degrees, score;
};

constexpr size_t kRoughPoints = 20000;
constexpr int kColumnPoints = 12000;
constexpr size_t kFewestColumnPoints = 1000;
constexpr double kMostLean = 2;            // degrees
constexpr double kColumnsStandOut = 0.35;  // drawn print stays below 0.27, typed pages above 0.7

/// About `count` of them, by chance, always the same ones.
std::vector<cv::Point2f> some_of(const std::vector<cv::Point2f>& points, size_t count) {
  if (points.size() <= count) return points;
  std::vector<cv::Point2f> some;
  std::minstd_rand random;
  for (const cv::Point2f& p : points)
    if (random() % points.size() < count) some.push_back(p);
  return some;
}

double slope_of(double degrees) { return std::tan(degrees * std::numbers::pi / 180.0); }

Peak best_of(RowSharpness& sharpness, double from, double to, double step,
             std::vector<double>* scores = nullptr) {
  Peak best{from, -1};
  const int steps = static_cast<int>(std::floor((to - from) / step + 0.5));
  for (int i = 0; i <= steps; ++i) {
    const double degrees = from + i * step;
    const double score = sharpness(slope_of(degrees));
    if (scores != nullptr) scores->push_back(score);
    if (score > best.score) best = {degrees, score};
  }
  return best;
}

}  // namespace

std::optional<Skew> find_skew(const cv::Mat& ink, const SkewSearch& search) {
  const std::vector<cv::Point2f> points = ink_points(ink, search.max_points);
  RowSharpness sharpness(points);
  if (sharpness.count() < 50) return std::nullopt;
  // The peak is about as wide as a row's height over the page's width; half a degree finds it on any page of
  // text.
  std::vector<double> coarse;
  // A third of the points find it as well.
  const double coarse_step = 0.5;
  RowSharpness rough(some_of(points, kRoughPoints));
  Peak peak = best_of(rough, -search.max_degrees, search.max_degrees, coarse_step, &coarse);
  for (const double step : {0.1, 0.02}) {
    peak = best_of(sharpness, peak.degrees - 5 * step, peak.degrees + 5 * step, step);
  }
  // Parabola through the peak and its neighbors.
  const double step = 0.02;
  const double left = sharpness(slope_of(peak.degrees - step)),
               right = sharpness(slope_of(peak.degrees + step));
  const double bend = left - 2 * peak.score + right;
  if (bend < 0) peak.degrees += std::clamp(0.5 * step * (left - right) / bend, -step, step);

  std::ranges::nth_element(coarse, coarse.begin() + static_cast<long>(coarse.size() / 2));
  const double usual = coarse[coarse.size() / 2];
  const double best = rough(slope_of(peak.degrees));
  const double confidence = std::clamp(1 - usual / std::max(best, 1e-9), 0.0, 1.0);
  if (confidence < search.min_confidence) return std::nullopt;
  return Skew{peak.degrees, confidence};
}

void find_columns(const cv::Mat& ink, Skew& skew) {
  const double angle = skew.degrees * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
  // Turned level, then mirrored at the diagonal: columns become rows.
  std::vector<cv::Point2f> points = ink_points(ink, kColumnPoints);
  if (points.size() < kFewestColumnPoints) return;
  const double middle = 0.5 * ink.rows;
  for (cv::Point2f& p : points) {
    const double x = p.x, y = p.y - middle;
    p = {static_cast<float>(c * y - s * x), static_cast<float>(c * x + s * y)};
  }
  RowSharpness sharpness(std::move(points));
  std::vector<double> scores;
  Peak peak = best_of(sharpness, -kMostLean, kMostLean, 0.1, &scores);
  if (std::abs(peak.degrees) > kMostLean - 0.15) return;
  peak = best_of(sharpness, peak.degrees - 0.08, peak.degrees + 0.08, 0.02);
  std::ranges::nth_element(scores, scores.begin() + static_cast<long>(scores.size() / 2));
  const double usual = scores[scores.size() / 2];
  const double confidence = std::clamp(1 - usual / std::max(peak.score, 1e-9), 0.0, 1.0);
  if (confidence < kColumnsStandOut) return;
  // A slope of mirrored rows is dx per dy: columns that lean to the right going down are turned
  // anticlockwise.
  skew.column_degrees = skew.degrees - peak.degrees;
  skew.column_confidence = confidence;
}

}  // namespace folio
