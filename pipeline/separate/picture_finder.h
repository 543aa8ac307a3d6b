#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// Photos and the like on a scan (CV_8UC1 or CV_8UC3): areas at least 25 mm wide and high that are far darker
/// than the paper, or mostly ink, without a spot of paper within 5 mm, as writing always leaves. `frame`: the
/// paper within the scan; what lies for the larger part beyond it is scanner's bed. Boxes in pixels of the
/// scan, the largest first; `pixels_per_mm` as scanned.
std::vector<Box> find_pictures(const cv::Mat& scan, const Box& frame, double pixels_per_mm);

}  // namespace folio
