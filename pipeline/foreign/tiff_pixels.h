#pragma once

#include "foreign/decoded_image.h"
#include "foreign/tiff_layout.h"
#include "foreign/tiff_open.h"

namespace folio {

/// Decodes the current directory into `image.pixels` and `image.bilevel`, as stored (not turned). All rows or
/// an Error{input}; only of CCITT-coded pages may 2 % of the rows be damaged, since old fax software leaves
/// out the last ones: they are logged, and white where nothing could be decoded.
void read_tiff_pixels(const OpenTiff& open, const TiffLayout& layout, DecodedImage& image);

}  // namespace folio
