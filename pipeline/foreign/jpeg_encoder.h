#pragma once

#include <opencv2/core.hpp>
#include <string>

namespace folio {

/// JPEG of a CV_8UC1 or CV_8UC3 (BGR) image; colors are kept at half the resolution. `quality`: libjpeg's, 1
/// to 100. Throws Error{file_access} when memory runs out.
std::string encode_jpeg(const cv::Mat& picture, int quality);

}  // namespace folio
