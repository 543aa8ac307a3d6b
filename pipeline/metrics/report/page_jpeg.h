#pragma once

#include <opencv2/core.hpp>
#include <string>

namespace folio {

/// What all pictures of a report may take together, as JPEG: 48 MiB, 64 MiB in the file.
inline constexpr size_t kPictureBytes = 48UL << 20;

/// What each of `pages` pictures may take, in bytes: an equal share of kPictureBytes, 300 kB at most.
size_t picture_share(size_t pages);

/// A page's picture (CV_8UC1 or CV_8UC3 BGR), reduced to the largest of a few sizes (longer side 1,600 to 400
/// pixels; never enlarged) at which its JPEG takes at most `most_bytes`. Empty when not even the smallest
/// does.
std::string page_jpeg(const cv::Mat& pixels, size_t most_bytes);

}  // namespace folio
