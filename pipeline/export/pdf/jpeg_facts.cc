#include "export/pdf/jpeg_facts.h"

#include <cstddef>
#include <cstdint>

namespace folio {
namespace {

/// Numbers at a place, 0 beyond the end.
class Bytes {
 public:
  Bytes(std::string_view bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}
  unsigned u8(size_t at) const { return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0; }
  unsigned u16(size_t at) const { return big_endian_ ? u8(at) << 8 | u8(at + 1) : u8(at + 1) << 8 | u8(at); }
  uint32_t u32(size_t at) const {
    return big_endian_ ? u16(at) << 16 | u16(at + 2) : u16(at + 2) << 16 | u16(at);
  }

 private:
  std::string_view bytes_;
  bool big_endian_;
};

/// Tag 0x0112 of the first directory of EXIF data, which is a TIFF file without pixels.
int orientation_of(std::string_view exif) {
  const Bytes tiff(exif, exif.starts_with("MM"));
  const size_t directory = tiff.u32(4);
  const unsigned count = tiff.u16(directory);
  for (size_t i = 0; i < count; ++i) {
    const size_t entry = directory + 2 + 12 * i;
    if (tiff.u16(entry) == 0x0112) return static_cast<int>(tiff.u16(entry + 8));
  }
  return 1;
}

}  // namespace

std::optional<JpegFacts> jpeg_facts(std::string_view bytes) {
  if (!bytes.starts_with("\xFF\xD8")) return std::nullopt;
  const Bytes file(bytes, true);
  JpegFacts facts;
  for (size_t at = 2; at + 4 <= bytes.size();) {
    if (file.u8(at) != 0xFF) return std::nullopt;
    const unsigned marker = file.u8(at + 1);
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    const size_t length = file.u16(at + 2);
    if (length < 2) return std::nullopt;
    const std::string_view exif_name("Exif\0\0", 6);
    if (marker == 0xE1 && bytes.substr(at + 4, 6) == exif_name && length > 16) {
      facts.orientation = orientation_of(bytes.substr(at + 10, length - 8));
    }
    const bool is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (is_frame) {
      if (at + 10 > bytes.size() || marker > 0xC2) return std::nullopt;  // beyond progressive: not for PDF
      facts.bits = static_cast<int>(file.u8(at + 4));
      facts.height = static_cast<int>(file.u16(at + 5));
      facts.width = static_cast<int>(file.u16(at + 7));
      facts.channels = static_cast<int>(file.u8(at + 9));
      return facts;
    }
    if (marker == 0xDA || marker == 0xD9) return std::nullopt;
    at += 2 + length;
  }
  return std::nullopt;
}

}  // namespace folio
