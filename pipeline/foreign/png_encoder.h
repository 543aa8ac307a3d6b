#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <span>
#include <string>

namespace folio {

using Rgb = std::array<unsigned char, 3>;

/// PNG of a CV_8UC1 image whose values are indexes into `palette` (1 to 256 colors; a value beyond it is a
/// bug), 8 bits a pixel. Packed for speed: meant for flat pictures such as label maps. `pixels_per_meter` of
/// 0 leaves the resolution out. Throws Error{file_access} when memory runs out.
std::string encode_palette_png(const cv::Mat& indexes, std::span<const Rgb> palette,
                               double pixels_per_meter_x, double pixels_per_meter_y);

/// PNG of a CV_8UC1 or CV_8UC3 (BGR) image, 8 bits a channel, packed for speed too.
std::string encode_png(const cv::Mat& picture);

/// The same without what makes it a PNG: the packed rows alone, color as RGB, as PDF's FlateDecode takes them
/// with Predictor 15.
std::string encode_png_rows(const cv::Mat& picture);

}  // namespace folio
