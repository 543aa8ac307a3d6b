#pragma once

#include <filesystem>

#include "foreign/decoded_image.h"

namespace folio {

/// Reads a PNG of any color type, depth and interlacing; alpha is laid on white.
/// Throws Error{input}, without the file's name, when it is damaged, cut short or beyond the limits.
DecodedImage read_png(const std::filesystem::path& file, const ImageLimits& limits = {});

}  // namespace folio
