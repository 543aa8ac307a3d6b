#include "deskew/row_sharpness.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace folio {

std::vector<cv::Point2f> ink_points(const cv::Mat& ink, int max_points) {
  const int count = cv::countNonZero(ink);
  const auto keep_every = static_cast<unsigned>(std::max(1, count / std::max(1, max_points)));
  std::vector<cv::Point2f> points;
  points.reserve(static_cast<size_t>(count) / keep_every + 1);
  std::minstd_rand random;  // at regular distances, the points kept could make a pattern with the letters
  for (int y = 0; y < ink.rows; ++y) {
    const uchar* row = ink.ptr<uchar>(y);
    for (int x = 0; x < ink.cols; ++x) {
      if (row[x] == 0 || random() % keep_every != 0) continue;
      points.emplace_back(static_cast<float>(x) - 0.5F * static_cast<float>(ink.cols), static_cast<float>(y));
    }
  }
  return points;
}

RowSharpness::RowSharpness(std::vector<cv::Point2f> points) : points_(std::move(points)) {
  if (points_.empty()) return;
  top_ = bottom_ = points_.front().y;
  for (const cv::Point2f& p : points_) {
    reach_ = std::max(reach_, std::abs(p.x));
    top_ = std::min(top_, p.y);
    bottom_ = std::max(bottom_, p.y);
  }
}

double RowSharpness::operator()(double slope) {
  const auto shear = static_cast<float>(slope);
  const float margin = std::abs(shear) * reach_ + 6 - top_;
  rows_.assign(static_cast<size_t>(bottom_ - top_ + 2 * (margin + top_)) + 4, 0.0F);
  for (const cv::Point2f& p : points_) {
    // Quadratic B-spline: blurs alike wherever between two rows a point falls. A share of two rows would blur
    // least on whole rows, and so favor zero.
    const float edge = p.y - shear * p.x + margin + 0.5F;
    const auto row = static_cast<size_t>(edge);
    const float off = edge - static_cast<float>(row) - 0.5F;
    rows_[row - 1] += 0.5F * (0.5F - off) * (0.5F - off);
    rows_[row] += 0.75F - off * off;
    rows_[row + 1] += 0.5F * (0.5F + off) * (0.5F + off);
  }
  // Differences of rows smoothed by a binomial of five: letters' edges lie on whole rows of the scan, one off
  // either way, and count as one edge only when smoothed over more than that.
  double sum = 0;
  for (size_t i = 5; i < rows_.size(); ++i) {
    const double step = (double(rows_[i]) - double(rows_[i - 5])) +
                        3 * (double(rows_[i - 1]) - double(rows_[i - 4])) +
                        2 * (double(rows_[i - 2]) - double(rows_[i - 3]));
    sum += step * step;
  }
  return sum;
}

}  // namespace folio
