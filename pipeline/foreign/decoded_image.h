#pragma once

#include <cstdint>
#include <opencv2/core.hpp>

namespace folio {

/// What a reader of image files accepts. A file beyond it is an Error before its pixels are allocated.
struct ImageLimits {
  /// Pixels a page. 500 million is an A2 sheet at 1200 dpi, and 1.5 GB in color.
  long max_pixels = 500'000'000;
  int max_side = 100'000;  ///< pixels
};

/// One image of a file, turned as a viewer displays it.
struct DecodedImage {
  cv::Mat pixels;  ///< CV_8UC1 where the file says grey (or has a grey palette), else CV_8UC3 BGR; 0 = black
  bool bilevel = false;                   ///< one bit a pixel, black and white; pixels are 0 or 255
  double x_per_inch = 0, y_per_inch = 0;  ///< pixels per inch as the file declares them; 0 = it does not
};

/// What the head of a file says of one image, as stored: before it is turned. No pixel is decoded for it.
struct StoredImage {
  int width = 0, height = 0;              ///< pixels; both at least 1
  int channels = 1;                       ///< of the decoded pixels: 1 grey, 3 color
  bool bilevel = false;                   ///< as in DecodedImage
  int orientation = 1;                    ///< as turn_upright() takes it
  double x_per_inch = 0, y_per_inch = 0;  ///< as stored; 0 = the file declares none
  /// An upper estimate of what the decoder holds at its peak beside the pixels that it fills: compressed
  /// strips, whole tiles, coefficients, planes, samples wider than a byte.
  std::uint64_t buffer_bytes = 0;

  std::uint64_t pixel_bytes() const {
    return static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) *
           static_cast<std::uint64_t>(channels);
  }
};

/// Throws Error{input} when an image of this size is empty or beyond the limits.
void check_image_size(double width, double height, const ImageLimits& limits);

/// True for the orientations that lay an image on its side (5-8).
bool turns_by_quarter(int orientation);
/// Copies of the pixels that turn_upright() holds beside its result, at its peak.
int copies_when_turned(int orientation);

/// Turns the image by `orientation` (1-8 as in TIFF and EXIF, where 1 is upright; others are taken as 1) and
/// exchanges the resolutions with the sides.
void turn_upright(DecodedImage& image, int orientation);

}  // namespace folio
