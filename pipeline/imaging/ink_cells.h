#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// Ink in square cells of `cell` >= 1 pixels: CV_8UC1, 255 where a cell has any. The last row and column may
/// be cut off by the page's edge. `ink`: CV_8UC1, 0 or 255.
cv::Mat inked_cells(const cv::Mat& ink, int cell);

/// Boxes, in pixels, around what hangs together in `inked_cells`, grown by `margin` and clipped to the ink's
/// size: to look at a page's little ink without going through all its paper. Boxes may overlap; any pixel of
/// ink lies in one at least.
std::vector<Box> inked_areas(const cv::Mat& ink, int cell, int margin);

}  // namespace folio
