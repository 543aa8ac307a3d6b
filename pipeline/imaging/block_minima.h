#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// Least value of each `block` by `block` pixels and of the eight blocks around it (CV_8UC1, one pixel a
/// block, rows and columns rounded up; blocks at the right and lower edge may be smaller). Every pixel is
/// looked at once, whatever the block's size.
cv::Mat block_minima(const cv::Mat& gray, int block);

}  // namespace folio
