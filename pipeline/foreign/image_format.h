#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace folio {

/// Kinds of image files that can be read.
enum class ImageFormat : unsigned char { none, tiff, png, jpeg, jp2 };

/// Decides by the first bytes of the file (16 are enough), never by its name.
ImageFormat image_format_of(std::string_view first_bytes);

/// The same for a file; `none` when it cannot be read or is no file.
ImageFormat image_format_of_file(const std::filesystem::path& path);

/// What the bytes look like when they are no image of ours, for messages: "a PDF file", "text", "unknown
/// data".
std::string_view describe_content(std::string_view first_bytes);

/// Up to `count` first bytes of a regular file. Throws Error{input} when it is missing, no regular file or
/// empty, Error{file_access} when it may not be read.
std::string first_bytes_of(const std::filesystem::path& path, size_t count);

}  // namespace folio
