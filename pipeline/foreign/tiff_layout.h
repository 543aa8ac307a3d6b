#pragma once

#include <cstdint>

#include "foreign/decoded_image.h"
#include "foreign/tiff_samples.h"

struct tiff;

namespace folio {

/// How the pixels of one TIFF directory are stored.
struct TiffLayout {
  int width = 0, height = 0;  ///< pixels, as stored
  SampleFormat format;
  bool planes = false;                  ///< one plane a sample, instead of samples side by side
  int tile_width = 0, tile_height = 0;  ///< pixels; 0 = strips
  bool by_libtiff = false;  ///< a color space that libtiff converts itself; `format` is then meaningless
  bool fax_two_dimensional = false;  ///< CCITT G4: a damaged row spoils all that follow
  bool fax = false;                  ///< any CCITT coding

  bool tiled() const { return tile_width > 0; }
  /// Samples that lie side by side: those of a pixel, or one.
  int samples_together() const { return planes ? 1 : format.samples; }
};

/// Reads the tags of the current directory, and checks that all of its strips or tiles lie within the file.
/// Throws Error{input} for a size beyond the limits, an unknown form, and missing rows.
TiffLayout read_tiff_layout(tiff* file, const ImageLimits& limits);

/// An upper estimate of what decoding the current directory holds beside its pixels, in bytes: the largest
/// compressed strip or tile, a decoded one where the decoder makes whole ones, planes, coefficients of JPEG.
std::uint64_t tiff_buffer_bytes(tiff* file, const TiffLayout& layout);

}  // namespace folio
