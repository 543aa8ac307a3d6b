#pragma once

#include <memory>
#include <opencv2/core.hpp>

#include "page/segmented_page.h"

namespace folio {

/// Takes the pen's ink off typed ink (both CV_8UC1). A pixel under the pen stays typed where a letter goes on
/// above and below it within `reach` pixels (about the thickest stroke), or where two inks lie over each
/// other: then it is far darker than the pen's own line (Otsu's threshold within each piece of `pen`), and
/// touches typed ink. `gray`: CV_8UC1, 0 = dark.
void take_off_pen(const cv::Mat& pen, const cv::Mat& gray, cv::Mat& typed, double reach);

/// The page as the machine left it: without the ink of `pen`, its lines found anew, on the raster of `page`
/// where none is found in what is left.
std::shared_ptr<const SegmentedPage> page_without_pen(const SegmentedPage& page, cv::Mat pen);

}  // namespace folio
