#pragma once

#include <filesystem>

#include "foreign/decoded_image.h"

namespace folio {

/// Reads a JPEG: baseline or progressive, grey, YCbCr, RGB, CMYK or YCCK (Adobe's inverted ones too), turned
/// as its EXIF orientation says. Resolution: JFIF's density where it has a unit, else EXIF's; EXIF's too
/// where JFIF only has what programs write that do not know (72, 96 or 1 an inch). Throws Error{input},
/// without the file's name, when it is damaged, when rows are missing (libjpeg alone would fill them with
/// grey), or beyond the limits. Small damage within the picture is logged.
DecodedImage read_jpeg(const std::filesystem::path& file, const ImageLimits& limits = {});

/// What the JPEG says of its image, by its markers before the first scan. Throws as read_jpeg does.
StoredImage read_jpeg_header(const std::filesystem::path& file, const ImageLimits& limits = {});

}  // namespace folio
