#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <vector>

#include "page/layered_page.h"
#include "separate/strike_finder.h"

namespace folio {

/// Strikes through a page's lines by their form alone, where no net has seen the page.
class StrikesByForm {
 public:
  explicit StrikesByForm(const SegmentedPage& page) : page_(page) {}

  /// Seeks strokes in `ink` and gives the page as the machine left it, without them and without `other`
  /// (colored pens, stamps). Lines that hang together by a stroke are seen as lines only once it is off: they
  /// are sought twice. `colored`: ink of another color than the machine's. Masks are CV_8UC1.
  std::shared_ptr<const SegmentedPage> take_off(const cv::Mat& ink, const cv::Mat& colored,
                                                const cv::Mat& other,
                                                std::shared_ptr<const SegmentedPage> machine);

  /// Enters them into the page: strokes through what turned out to be typed as its strikes, others as ink of
  /// the pen.
  void place(LayeredPage& out) const;

 private:
  bool is_known(const Stroke& stroke) const;

  const SegmentedPage& page_;
  std::vector<Stroke> strokes_;
};

}  // namespace folio
