#include "foreign/jp2_boxes.h"

namespace folio {

std::uint32_t big_endian(std::string_view bytes, size_t at, size_t count) {
  std::uint32_t value = 0;
  for (size_t i = 0; i < count; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string_view find_box(std::string_view boxes, std::string_view type) {
  while (boxes.size() >= 8) {
    const std::uint32_t length = big_endian(boxes, 0, 4);
    // 0 = up to the end of the file, 1 = a 64-bit length follows: neither occurs before the header box ends.
    if (length < 8 || length > boxes.size()) return {};
    if (boxes.substr(4, 4) == type) return boxes.substr(8, length - 8);
    boxes.remove_prefix(length);
  }
  return {};
}

}  // namespace folio
