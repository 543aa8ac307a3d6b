#pragma once

#include <opencv2/core.hpp>
#include <string>

namespace folio {

/// CCITT Group 4 data (ITU-T T.6) of a CV_8UC1 image, 0 = black and all else white, without any header: what
/// PDF's CCITTFaxDecode takes with K = -1 and BlackIs1 false. Throws Error{file_access} when memory runs out.
std::string encode_g4(const cv::Mat& pixels);

}  // namespace folio
