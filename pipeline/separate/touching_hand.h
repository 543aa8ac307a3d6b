#pragma once

#include <opencv2/core.hpp>

#include "page/segmented_page.h"
#include "separate/ink_net.h"

namespace folio {

/// The pen's ink within pieces of `page` that hold the machine's as well: where a written word touches a
/// typed letter, or was written over one. By the net's likelihoods, pixel by pixel; parts too small to be
/// told (a tenth of a letter's square) stay with the rest. CV_8UC1, 255 = the pen's alone; empty when there
/// is none.
cv::Mat find_touching_hand(const SegmentedPage& page, const LayerOdds& odds);

}  // namespace folio
