#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace folio {

/// Ink pixels taken by chance (always the same ones), about `max_points`, x from the middle of the picture, y
/// from its top.
std::vector<cv::Point2f> ink_points(const cv::Mat& ink, int max_points);

/// How sharply the sums of a page's rows change from row to row when its points are sheared: the sum of the
/// squared differences of neighboring rows, rows smoothed so that every shear blurs them alike.
class RowSharpness {
 public:
  /// `points` in pixels, x from where shears turn.
  explicit RowSharpness(std::vector<cv::Point2f> points);

  size_t count() const { return points_.size(); }
  /// `slope`: dy per dx of the rows that are summed.
  double operator()(double slope);

 private:
  std::vector<cv::Point2f> points_;
  float reach_ = 0;             ///< farthest x from 0
  float top_ = 0, bottom_ = 0;  ///< of y
  std::vector<float> rows_;
};

}  // namespace folio
