#include "imaging/baseline_fitter.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/median.h"

namespace folio {
namespace {

constexpr double kMaxSlope = 0.02;  // on an upright page, away from what is expected: 1 degree
constexpr std::array<double, 4> kReaches{0.35, 0.25, 0.15, 0.12};  // letter heights, round by round
constexpr size_t kFewestForSlope = 6, kFewestForBend = 20;
constexpr double kShortestForSlope = 10, kShortestForBend = 25;  // letter heights
constexpr double kLeastBend = 0.06;                              // letter heights: less is no curl
constexpr double kBetter = 0.75;  // of a straight fit's squares: a parabola has to leave less

/// y = level + slope * x + curve * x^2, x from the middle of the line.
struct Parabola {
  double level = 0, slope = 0, curve = 0;
  double at(double x) const { return level + x * (slope + x * curve); }
};

struct Fit {
  Parabola curve;
  size_t count = 0;
  double squares = 0;
};

/// Least squares over the points within `reach` of `start`; of degree 0, 1 or 2.
Fit refit(const std::vector<cv::Point2d>& points, const Parabola& start, double reach, int degree) {
  cv::Matx33d normal = cv::Matx33d::zeros();
  cv::Vec3d right(0, 0, 0);
  Fit fit{start, 0, 0};
  std::vector<cv::Point2d> near;
  for (const cv::Point2d& p : points) {
    if (std::abs(p.y - start.at(p.x)) > reach) continue;
    near.push_back(p);
    const cv::Vec3d powers(1, p.x, p.x * p.x);
    for (int i = 0; i < 3; ++i) {
      right[i] += powers[i] * p.y;
      for (int k = 0; k < 3; ++k) normal(i, k) += powers[i] * powers[k];
    }
  }
  fit.count = near.size();
  if (near.empty()) return fit;
  for (int i = degree + 1; i < 3; ++i) {  // what is not fitted stays at zero, but for the start's own slope
    for (int k = 0; k < 3; ++k) normal(i, k) = normal(k, i) = 0;
    normal(i, i) = 1;
    right[i] = 0;
  }
  if (degree == 0) {
    double level = 0;
    for (const cv::Point2d& p : near) level += p.y - start.slope * p.x;
    fit.curve = {level / static_cast<double>(near.size()), start.slope, 0};
  } else {
    const cv::Vec3d solution = normal.solve(right, cv::DECOMP_SVD);
    fit.curve = {solution[0], solution[1], solution[2]};
  }
  for (const cv::Point2d& p : near) fit.squares += std::pow(p.y - fit.curve.at(p.x), 2);
  return fit;
}

double width_of(const std::vector<cv::Point2d>& points) {
  const auto [low, high] = std::ranges::minmax_element(points, {}, [](const cv::Point2d& p) { return p.x; });
  return high->x - low->x;
}

}  // namespace

Baseline fit_baseline(const std::vector<cv::Point2d>& feet, double x0, double x1, double letter_height,
                      double expected_slope) {
  if (feet.empty()) return {{x0, 0}, {x1, 0}};
  const double middle = 0.5 * (x0 + x1);
  // Lengths in letter heights keep the normal equations well conditioned.
  std::vector<cv::Point2d> points;
  std::vector<double> levels;
  for (const cv::Point2d& foot : feet) {
    points.emplace_back((foot.x - middle) / letter_height, foot.y / letter_height);
    levels.push_back(points.back().y - expected_slope * points.back().x);
  }
  const double width = width_of(points), pixel = 1 / letter_height;
  Parabola best{median_of(levels), expected_slope, 0};
  for (const double reach : kReaches) {
    const bool sloped = points.size() >= kFewestForSlope && width > kShortestForSlope;
    Fit fit = refit(points, best, std::max(1.5 * pixel, reach), sloped ? 1 : 0);
    if (fit.count == 0) break;
    if (std::abs(fit.curve.slope - expected_slope) > kMaxSlope) {
      fit = refit(points, {best.level, expected_slope, 0}, std::max(1.5 * pixel, reach), 0);
      if (fit.count == 0) break;
    }
    best = fit.curve;
  }
  if (points.size() >= kFewestForBend && width > kShortestForBend) {
    // From the straight line outwards again: a curl puts the ends of a line out of a narrow reach.
    Parabola bent = best;
    for (const double reach : {0.6, 0.4, 0.25, 0.15}) bent = refit(points, bent, reach, 2).curve;
    const double reach = std::max(1.5 * pixel, 0.2);
    const Fit straight = refit(points, best, reach, 1), curved = refit(points, bent, reach, 2);
    const double half = 0.5 * (x1 - x0) / letter_height;
    const double bend = -curved.curve.curve * half * half;
    const bool follows_more = curved.count > straight.count + straight.count / 8;
    const bool closer = curved.count >= straight.count && curved.squares < kBetter * straight.squares;
    if (std::abs(bend) > kLeastBend && std::abs(curved.curve.slope - expected_slope) <= kMaxSlope &&
        (follows_more || closer)) {
      best = curved.curve;
    }
  }
  const double half = 0.5 * (x1 - x0) / letter_height;
  Baseline out{{x0, letter_height * best.at(-half)}, {x1, letter_height * best.at(half)}};
  out.bend = -best.curve * half * half * letter_height;
  return out;
}

}  // namespace folio
