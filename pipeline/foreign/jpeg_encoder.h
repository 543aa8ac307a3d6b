#pragma once

#include <opencv2/core.hpp>
#include <string>

namespace folio {

enum class JpegColors : unsigned char { half, full };

/// JPEG of a CV_8UC1 or CV_8UC3 (BGR) image; colors are kept at half the resolution unless all of it is asked
/// for. `quality`: libjpeg's, 1 to 100. Throws Error{file_access} when memory runs out.
std::string encode_jpeg(const cv::Mat& picture, int quality, JpegColors colors = JpegColors::half);

}  // namespace folio
