#pragma once

#include <filesystem>
#include <opencv2/core.hpp>
#include <optional>
#include <string>

namespace folio {

/// A page of CCITT Group 4 data as a TIFF file holds it.
struct TiffG4 {
  std::string bytes;  ///< without any header, the first bit of a byte on its left
  /// How PDF must be told to read it: TIFF's "white is zero" is PDF's BlackIs1 false.
  bool black_is_one = false;
};

/// The data of page `page_idx` (from zero; reduced copies do not count) where they are one strip and decoding
/// it gives `pixels` (CV_8UC1 of 0 and 255) as they are. Nothing for everything else, and when the file
/// cannot be read.
std::optional<TiffG4> tiff_g4(const std::filesystem::path& file, int page_idx, const cv::Mat& pixels);

}  // namespace folio
