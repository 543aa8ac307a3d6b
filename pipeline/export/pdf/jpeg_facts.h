#pragma once

#include <optional>
#include <string_view>

namespace folio {

/// What a PDF must know of a JPEG file to hold it as it is.
struct JpegFacts {
  int width = 0, height = 0;  ///< as stored
  int channels = 0;
  int bits = 0;         ///< a channel
  int orientation = 1;  ///< EXIF: 1 = upright as stored
};

/// Reads the headers only. Nothing when `bytes` are no JPEG or break off before the size.
std::optional<JpegFacts> jpeg_facts(std::string_view bytes);

}  // namespace folio
