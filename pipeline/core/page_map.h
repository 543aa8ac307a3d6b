#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// Shifts of points over a rectangle from (0, 0) to `size`, known at nodes that stand evenly over it, its
/// corners included, and bilinear between them. Outside, the shift of the nearest edge holds. No nodes: no
/// shift anywhere.
struct ShiftField {
  cv::Size2d size;
  int columns = 0, rows = 0;         ///< nodes, two or more each way
  std::vector<cv::Point2d> offsets;  ///< row by row, pixels

  bool empty() const { return offsets.empty(); }
  cv::Point2d at(const cv::Point2d& point) const;
};

/// Way from the upright page to the scan: a plane map, before which points are shifted where the sheet was
/// curled or photographed at a slant. Coordinates as for Transform.
class PageMap {
 public:
  /// The way back. Where points are shifted, it is found by iteration, exact to 0.01 pixels as long as shifts
  /// change by less than a third of a pixel from pixel to pixel.
  class Inverse {
   public:
    explicit Inverse(const PageMap& map) : plane_(map.plane_.inverse()), shifts_(map.shifts_) {}
    cv::Point2d operator()(const cv::Point2d& point) const;
    Box operator()(const Box& box) const;
    double scale() const { return plane_.scale(); }

   private:
    Transform plane_;
    ShiftField shifts_;
  };

  PageMap() = default;
  PageMap(const Transform& plane, ShiftField shifts = {})  // NOLINT: a plane map is one
      : plane_(plane), shifts_(std::move(shifts)) {}

  cv::Point2d operator()(const cv::Point2d& point) const { return plane_(point + shifts_.at(point)); }
  /// Smallest box holding the image of `box`, as Transform's.
  Box operator()(const Box& box) const;
  /// The image of a baseline: its ends and its middle are exact.
  Baseline operator()(const Baseline& baseline) const;
  Inverse inverse() const { return Inverse(*this); }
  /// This map, then `outer`.
  PageMap then(const Transform& outer) const {
    return PageMap(Transform(outer.matrix() * plane_.matrix()), shifts_);
  }
  /// Pixels of the scan per pixel of the page; what shifts stretch is left out.
  double scale() const { return plane_.scale(); }
  bool is_plane() const { return shifts_.empty(); }
  const Transform& plane() const { return plane_; }
  const ShiftField& shifts() const { return shifts_; }

 private:
  Transform plane_;
  ShiftField shifts_;
};

/// Where each pixel of a picture of `target` size is to be sampled, for cv::remap: CV_32FC2, pixel centers.
/// `source_of` is asked at every sixteenth pixel; between, it is taken for bilinear.
cv::Mat sampling_map(const cv::Size& target, const std::function<cv::Point2d(const cv::Point2d&)>& source_of);

}  // namespace folio
