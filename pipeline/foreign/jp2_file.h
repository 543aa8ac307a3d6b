#pragma once

#include <filesystem>

#include "foreign/decoded_image.h"

namespace folio {

/// Reads a JPEG 2000 file (JP2 or a bare code stream): grey, RGB or YCC, 1 to 16 bits, subsampled components,
/// palette, alpha on white. Resolution from the file's "res " box, capture before display.
/// Throws Error{input}, without the file's name, when it is damaged, cut short, beyond the limits, or of
/// another color space.
DecodedImage read_jp2(const std::filesystem::path& file, const ImageLimits& limits = {});

/// What the file says of its image, by its main header; `channels` may be 3 where a damaged file's decoded
/// image is grey. Throws as read_jp2 does, and for what would need absurd tables: thousands of components, or
/// code blocks of a few pixels over a large image. (A tile may still declare its own: a process that decodes
/// what anybody sends needs a limit of its own.)
StoredImage read_jp2_header(const std::filesystem::path& file, const ImageLimits& limits = {});

}  // namespace folio
