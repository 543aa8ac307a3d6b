#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// Finds stamps in ink that is not the machine's (CV_8UC1): outlines, round or rectangular, much larger than
/// letters, and no ring that a pen drew around figures. `unit`: the page's letter height, pixels. Returns
/// their boxes; what lies inside an outline belongs to the stamp.
std::vector<Box> find_stamps(const cv::Mat& ink, double unit);

}  // namespace folio
