#pragma once

#include <opencv2/core.hpp>

#include "core/geometry.h"
#include "drawing/leaf_description.h"
#include "page/layer.h"

namespace folio {

/// What counts as ink, in masks and in boxes of words: a pixel covered at least this much of what its
/// surroundings are covered at most (the edge of a faint stroke lies where its darkness is halved, as that of
/// a dark one does) …
inline constexpr double kInkShare = 0.45;
/// … and at least this much of 255.
inline constexpr int kFaintestInk = 50;

/// The sheet under the scanner: takes millimeters on the paper to pixels of the scan, and collects ink.
class Canvas {
 public:
  explicit Canvas(const LeafDescription& leaf);

  cv::Size size() const { return light_.size(); }
  double pixels_per_mm() const { return pixels_per_mm_; }
  double skew_degrees() const { return skew_degrees_; }
  /// From millimeters on the paper.
  const Transform& scan_from_leaf() const { return scan_from_leaf_; }
  cv::Point2d to_scan(double x_mm, double y_mm) const { return scan_from_leaf_(cv::Point2d(x_mm, y_mm)); }

  /// Lays ink down: `coverage` (CV_8UC1) has its top-left pixel at `origin`, and may hang over the edge.
  /// Returns the box of what counts as ink.
  Box ink(Layer layer, const cv::Mat& coverage, const cv::Point& origin, const Color& color);

  /// How much light each pixel lets through, CV_8UC3 BGR; 255 = no ink.
  const cv::Mat& light() const { return light_; }
  /// How far each pixel is covered with ink of a layer, 0 to 255.
  const cv::Mat& coverage(Layer layer) const { return coverage_[layer]; }

 private:
  double pixels_per_mm_, skew_degrees_;
  Transform scan_from_leaf_;
  cv::Mat light_;
  LayerMasks coverage_;
};

/// Box of the pixels of a tile that count as ink, its surroundings being the whole tile; empty when there are
/// none.
Box ink_box(const cv::Mat& coverage, const cv::Point& origin);

}  // namespace folio
