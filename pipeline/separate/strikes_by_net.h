#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <vector>

#include "page/layered_page.h"
#include "separate/ink_net.h"
#include "separate/struck_spans.h"

namespace folio {

/// Strikes through a page's lines, as the net sees their ink.
class StrikesByNet {
 public:
  /// `odds`: what the net says of the page; not empty.
  StrikesByNet(const SegmentedPage& page, const LayerOdds& odds) : page_(page), odds_(odds) {}

  /// Seeks strikes in `ink` and gives the page as the machine left it, without them and without `other`
  /// (colored pens, stamps): `machine` itself where there is nothing to take off. Lines are sought without
  /// anything that may be a stroke; what then goes through none of them is put back, to be judged as any ink.
  /// `colored`: ink of another color than the machine's. Masks are CV_8UC1.
  std::shared_ptr<const SegmentedPage> take_off(cv::Mat ink, const cv::Mat& colored, const cv::Mat& other,
                                                std::shared_ptr<const SegmentedPage> machine);

  /// Enters them into the page: those through what turned out to be typed as its strikes, doubtful ones
  /// without their ink; others as ink of the pen. `pitch`: of the machine's cells, pixels.
  void place(LayeredPage& out, double pitch) const;

 private:
  void claim(const Strike& strike, cv::Mat& claimed);
  bool put_back_unclaimed(const cv::Mat& claimed);
  static bool goes_through_typing(const Strike& strike, const StrikeInk& ink, const LayeredPage& out);
  void keep_ink_of_strikes();
  void place_strokes_of_hand(LayeredPage& out, double pitch) const;
  void take_strokes_whole(LayeredPage& out) const;

  const SegmentedPage& page_;
  const LayerOdds& odds_;
  StrikeInk ink_;                ///< of the page, while strikes are sought
  std::vector<Strike> strikes_;  ///< through any line
  std::vector<StrikeInk> inks_;  ///< of each strike, over its box
};

}  // namespace folio
