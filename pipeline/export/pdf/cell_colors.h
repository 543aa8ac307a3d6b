#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// A small picture of what a page's pixels look like within a mask: each pixel is the mean color of one cell
/// of `cell` x `cell` pixels, of those within the mask only. Cells without any, and as far as they have few,
/// continue their neighbors smoothly. `pixels`: CV_8UC1 or CV_8UC3; `mask`: CV_8UC1 of its size, 255 =
/// counts. The answer has the type of `pixels` and as many cells as cover it (the last ones may be cut off);
/// it is black throughout when the mask is empty.
cv::Mat cell_colors(const cv::Mat& pixels, const cv::Mat& mask, int cell);

}  // namespace folio
