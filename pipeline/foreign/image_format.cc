#include "foreign/image_format.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>

#include "core/error.h"

namespace folio {
namespace fs = std::filesystem;
using namespace std::string_view_literals;

ImageFormat image_format_of(std::string_view bytes) {
  // Classic TIFF and BigTIFF, little and big end first.
  for (const std::string_view start : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}) {
    if (bytes.starts_with(start)) return ImageFormat::tiff;
  }
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return ImageFormat::png;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return ImageFormat::jpeg;
  // JP2 signature box, and the bare code stream.
  if (bytes.starts_with("\0\0\0\x0CjP  \r\n\x87\n"sv) || bytes.starts_with("\xFF\x4F\xFF\x51"sv)) {
    return ImageFormat::jp2;
  }
  return ImageFormat::none;
}

ImageFormat image_format_of_file(const fs::path& path) {
  try {
    return image_format_of(first_bytes_of(path, 16));
  } catch (const Error&) {
    return ImageFormat::none;
  }
}

std::string_view describe_content(std::string_view bytes) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kKnown{{
      {"%PDF"sv, "a PDF file"},
      {"GIF8"sv, "a GIF image"},
      {"BM"sv, "a BMP image"},
      {"AT&TFORM"sv, "a DjVu file"},
      {"PK\x03\x04"sv, "a ZIP archive"},
      {"8BPS"sv, "a Photoshop file"},
      {"<?xml"sv, "an XML file"},
      {"version https://git-lfs"sv, "a Git LFS pointer, not the image itself"},
  }};
  for (const auto& [start, name] : kKnown) {
    if (bytes.starts_with(start)) return name;
  }
  if (bytes.starts_with("RIFF") && bytes.substr(std::min<size_t>(8, bytes.size())).starts_with("WEBP")) {
    return "a WebP image";
  }
  const bool printable = std::all_of(bytes.begin(), bytes.end(), [](unsigned char c) {
    return c >= 0x20 || c == '\n' || c == '\r' || c == '\t';
  });
  return printable ? "text" : "unknown data";
}

std::string first_bytes_of(const fs::path& path, size_t count) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (!fs::exists(status)) {
    if (failure && failure != std::errc::no_such_file_or_directory && failure != std::errc::not_a_directory) {
      throw Error(ErrorCode::file_access, "cannot be reached (" + failure.message() + ")",
                  "check the permissions of its folder")
          .at_file(path.string());
    }
    throw Error(ErrorCode::input, "no such file", "check the name and the folder").at_file(path.string());
  }
  if (!fs::is_regular_file(status)) {
    throw Error(ErrorCode::input, fs::is_directory(status) ? "is a folder, not a file" : "is no regular file",
                "name an image file")
        .at_file(path.string());
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw Error(ErrorCode::file_access, "cannot be read", "check its permissions").at_file(path.string());
  }
  std::string bytes(count, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<size_t>(file.gcount()));
  if (bytes.empty()) {
    throw Error(ErrorCode::input, "is empty", "copy or scan it again").at_file(path.string());
  }
  return bytes;
}

}  // namespace folio
