#pragma once

#include <filesystem>

#include "foreign/decoded_image.h"

namespace folio {

/// Reads a PNG of any color type, depth and interlacing; alpha is laid on white.
/// Throws Error{input}, without the file's name, when it is damaged, cut short or beyond the limits.
DecodedImage read_png(const std::filesystem::path& file, const ImageLimits& limits = {});

/// What the PNG says of its image, by its chunks before the pixels. Throws as read_png does.
StoredImage read_png_header(const std::filesystem::path& file, const ImageLimits& limits = {});

/// The pixel values of a PNG of a palette or of grey, at most 8 bits deep, as they stand in the file
/// (CV_8UC1): indexes, not colors. For label pictures. Throws Error{input} for any other PNG, and as read_png
/// does.
cv::Mat read_png_values(const std::filesystem::path& file, const ImageLimits& limits = {});

}  // namespace folio
