#pragma once

#include <opencv2/core.hpp>

#include "page/segmented_page.h"

namespace folio {

/// The page without the ink of `off` (CV_8UC1 of its size, 255 = to go): pieces that lose some are found anew
/// and stay in the line that they were in; pieces, lines and blocks that lose all are gone. Lines are not
/// found anew, nor are the raster and the rules. Far faster than to find all pieces again.
SegmentedPage without_ink(SegmentedPage page, const cv::Mat& off);

}  // namespace folio
