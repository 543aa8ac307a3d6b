#pragma once

#include <cstdint>
#include <span>

namespace folio {

/// What EXIF says of an image as a whole. Zeros where it says nothing.
struct Exif {
  int orientation = 0;                    ///< 1-8
  double x_per_inch = 0, y_per_inch = 0;  ///< pixels
};

/// Reads an APP1 segment of a JPEG ("Exif", two zeros, then a TIFF structure). Empty result when it is none.
Exif read_exif(std::span<const uint8_t> segment);

}  // namespace folio
