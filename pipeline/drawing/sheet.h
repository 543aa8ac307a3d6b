#pragma once

#include <opencv2/core.hpp>

#include "drawing/canvas.h"
#include "drawing/leaf_description.h"

namespace folio {

/// The bare sheet as it lies under the scanner, CV_8UC3 BGR of the canvas's size: tone, grain, stains, folds,
/// what shows through, and the scanner's bed around it.
cv::Mat draw_sheet(const LeafDescription& leaf, const Canvas& canvas);

/// Puts the ink on the sheet and scans it: blur, then noise.
cv::Mat scan_sheet(const cv::Mat& sheet, const Canvas& canvas, const LeafDescription& leaf);

}  // namespace folio
