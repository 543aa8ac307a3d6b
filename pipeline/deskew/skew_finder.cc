#include "deskew/skew_finder.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace folio {
namespace {

/// Scores one angle by the squared differences of neighboring row sums.
class RowSharpness {
 public:
  RowSharpness(const cv::Mat& ink, int max_points) : width_(ink.cols), height_(ink.rows) {
    const int count = cv::countNonZero(ink);
    const auto keep_every = static_cast<unsigned>(std::max(1, count / std::max(1, max_points)));
    points_.reserve(static_cast<size_t>(count) / keep_every + 1);
    std::minstd_rand random;  // at regular distances, the points kept could make a pattern with the letters
    for (int y = 0; y < ink.rows; ++y) {
      const uchar* row = ink.ptr<uchar>(y);
      for (int x = 0; x < ink.cols; ++x) {
        if (row[x] == 0 || random() % keep_every != 0) continue;
        points_.push_back({static_cast<float>(x) - 0.5F * static_cast<float>(width_), static_cast<float>(y)});
      }
    }
  }

  size_t points() const { return points_.size(); }

  double operator()(double degrees) {
    const auto slope = static_cast<float>(std::tan(degrees * std::numbers::pi / 180.0));
    const float margin = std::abs(slope) * 0.5F * static_cast<float>(width_) + 6;
    rows_.assign(static_cast<size_t>(static_cast<float>(height_) + 2 * margin) + 3, 0.0F);
    for (const cv::Point2f& p : points_) {
      // Quadratic B-spline: blurs alike wherever between two rows a point falls. A share of two rows would
      // blur least on whole rows, and so favor zero.
      const float edge = p.y - slope * p.x + margin + 0.5F;
      const auto row = static_cast<size_t>(edge);
      const float off = edge - static_cast<float>(row) - 0.5F;
      rows_[row - 1] += 0.5F * (0.5F - off) * (0.5F - off);
      rows_[row] += 0.75F - off * off;
      rows_[row + 1] += 0.5F * (0.5F + off) * (0.5F + off);
    }
    // Differences of rows smoothed by a binomial of five: letters' edges lie on whole rows of the scan, one
    // off either way, and count as one edge only when smoothed over more than that.
    double sum = 0;
    for (size_t i = 5; i < rows_.size(); ++i) {
      const double step = (double(rows_[i]) - double(rows_[i - 5])) +
                          3 * (double(rows_[i - 1]) - double(rows_[i - 4])) +
                          2 * (double(rows_[i - 2]) - double(rows_[i - 3]));
      sum += step * step;
    }
    return sum;
  }

 private:
  int width_, height_;
  std::vector<cv::Point2f> points_;
  std::vector<float> rows_;
};

struct Peak {
  double degrees, score;
};

Peak best_of(RowSharpness& sharpness, double from, double to, double step,
             std::vector<double>* scores = nullptr) {
  Peak best{from, -1};
  const int steps = static_cast<int>(std::floor((to - from) / step + 0.5));
  for (int i = 0; i <= steps; ++i) {
    const double degrees = from + i * step;
    const double score = sharpness(degrees);
    if (scores != nullptr) scores->push_back(score);
    if (score > best.score) best = {degrees, score};
  }
  return best;
}

}  // namespace

std::optional<Skew> find_skew(const cv::Mat& ink, const SkewSearch& search) {
  RowSharpness sharpness(ink, search.max_points);
  if (sharpness.points() < 50) return std::nullopt;
  // The peak is about as wide as a row's height over the page's width; half a degree finds it on any page of
  // text.
  std::vector<double> coarse;
  const double coarse_step = 0.5;
  Peak peak = best_of(sharpness, -search.max_degrees, search.max_degrees, coarse_step, &coarse);
  for (const double step : {0.1, 0.02}) {
    peak = best_of(sharpness, peak.degrees - 5 * step, peak.degrees + 5 * step, step);
  }
  // Parabola through the peak and its neighbors.
  const double step = 0.02;
  const double left = sharpness(peak.degrees - step), right = sharpness(peak.degrees + step);
  const double bend = left - 2 * peak.score + right;
  if (bend < 0) peak.degrees += std::clamp(0.5 * step * (left - right) / bend, -step, step);

  std::ranges::nth_element(coarse, coarse.begin() + static_cast<long>(coarse.size() / 2));
  const double usual = coarse[coarse.size() / 2];
  const double confidence = std::clamp(1 - usual / std::max(peak.score, 1e-9), 0.0, 1.0);
  if (confidence < search.min_confidence) return std::nullopt;
  return Skew{peak.degrees, confidence};
}

}  // namespace folio
