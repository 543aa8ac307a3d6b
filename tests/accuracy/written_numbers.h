#pragma once

#include <cstdint>
#include <filesystem>
#include <opencv2/core.hpp>
#include <random>
#include <string>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// Digits that people wrote: tests/data/digits.
class DigitAtlas {
 public:
  /// Throws Error{file_access} for what is no such picture.
  explicit DigitAtlas(const std::filesystem::path& file);

  /// Darkness [0, 1] of one writing of '0' … '9', `height` pixels high, cut to its ink. CV_32FC1.
  cv::Mat digit(char digit, int height, std::mt19937_64& random) const;

 private:
  cv::Mat dark_;
  int size_ = 0;
};

/// A number written on a page.
struct WrittenNumber {
  std::string text;
  Box box;
};

/// Writes a number in pencil or ink of one color, its digits side by side, upright. `pixels`: CV_8UC3, or
/// CV_8UC1; `left`, `top`, `height`: pixels. Digits beyond the picture are cut off.
WrittenNumber write_number(cv::Mat& pixels, const DigitAtlas& atlas, const std::string& text, int left,
                           int top, int height, std::uint64_t seed);

}  // namespace folio
