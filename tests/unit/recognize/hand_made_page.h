#pragma once

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "page/layered_page.h"

namespace folio::testing {

/// A layered page put together by hand, piece by piece: black boxes on white.
class HandMadePage {
 public:
  explicit HandMadePage(const cv::Size& size) {
    scan_.pixels = cv::Mat(size, CV_8UC1, cv::Scalar(255));
    machine_.labels = cv::Mat::zeros(size, CV_32SC1);
    layered_.masks = LayerMasks(size);
  }

  /// Adds a piece of ink and returns its index among the components.
  int ink(Layer layer, const Box& box, int gray = 0) {
    scan_.pixels(to_rect(box)) = gray;
    const int label = static_cast<int>(machine_.components.size()) + 1;
    machine_.labels(to_rect(box)) = label;
    machine_.components.push_back({box, static_cast<int>(box.area()), label});
    layered_.masks[layer](to_rect(box)) = 255;
    return label - 1;
  }
  LayerLine& line(Layer layer, const Box& box, double baseline, double x_height) {
    LayerLine& line = layered_.lines.emplace_back();
    line.layer = layer;
    line.box = box;
    line.baseline = {{double(box.x0), baseline}, {double(box.x1), baseline}};
    line.x_height = x_height;
    return line;
  }
  LayeredPage& layered() { return layered_; }
  SegmentedPage& machine() { return machine_; }

  /// The page, level, as the scan is.
  std::shared_ptr<const LayeredPage> make() const {
    auto scan = std::make_shared<ScannedPage>(scan_);
    scan->pixels = scan_.pixels.clone();
    scan->origin.stem = "made";
    auto upright = std::make_shared<UprightPage>();
    upright->scan = scan;
    upright->gray = scan->pixels;
    upright->frame = {0, 0, scan->pixels.cols, scan->pixels.rows};
    auto segmented = std::make_shared<SegmentedPage>(machine_);
    segmented->upright = upright;
    segmented->ink = scan->pixels < 128;
    auto layered = std::make_shared<LayeredPage>(layered_);
    layered->segmented = layered->machine = segmented;
    return layered;
  }

 private:
  ScannedPage scan_;
  SegmentedPage machine_;
  LayeredPage layered_;
};

}  // namespace folio::testing
