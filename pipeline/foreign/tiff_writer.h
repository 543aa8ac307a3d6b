#pragma once

#include <filesystem>
#include <opencv2/core.hpp>

namespace folio {

/// Writes a CV_8UC3 BGR picture as a TIFF of one page, its pixels packed as JPEG (YCbCr, colors at half the
/// sharpness). `quality` is 1 to 100. The file appears whole or not at all. Throws Error{file_access}.
void write_jpeg_tiff(const std::filesystem::path& path, const cv::Mat& picture, double dpi, int quality);

}  // namespace folio
