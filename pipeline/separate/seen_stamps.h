#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/geometry.h"
#include "separate/ink_net.h"

namespace folio {

/// A stamp, and what of the ink it left.
struct SeenStamp {
  Box box;
  cv::Mat mask;  ///< CV_8UC1 over `box`
  double confidence = 0;
};

/// Stamps that the net sees in ink that is not the machine's and no rule's (CV_8UC1; `rules` may be empty),
/// with or without an outline: numbers, dates, worn rings. Their ink, joined over gaps of a letter, reaches
/// over at least 3.5 by 1.2 letter heights, and most ink within is theirs, of a high mean likelihood. What
/// was written into a stamp is not part of its mask. The confidence is the mean likelihood of its ink.
/// `unit`: height of small letters, pixels.
std::vector<SeenStamp> find_seen_stamps(const cv::Mat& ink, const cv::Mat& rules, const LayerOdds& odds,
                                        double unit);

}  // namespace folio
