#include "foreign/jp2_resolution.h"

#include <cmath>
#include <cstdint>
#include <string_view>

namespace folio {
namespace {

uint32_t big_endian(std::string_view bytes, size_t at, size_t count) {
  uint32_t value = 0;
  for (size_t i = 0; i < count; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// Content of the first box of `type` in a row of boxes; empty when there is none that is whole.
std::string_view find_box(std::string_view boxes, std::string_view type) {
  while (boxes.size() >= 8) {
    const uint32_t length = big_endian(boxes, 0, 4);
    // 0 = up to the end of the file, 1 = a 64-bit length follows: neither occurs before the header box ends.
    if (length < 8 || length > boxes.size()) return {};
    if (boxes.substr(4, 4) == type) return boxes.substr(8, length - 8);
    boxes.remove_prefix(length);
  }
  return {};
}

/// A ratio times a power of ten, in pixels per meter.
double per_inch(uint32_t numerator, uint32_t denominator, uint32_t exponent) {
  if (denominator == 0) return 0;
  return 0.0254 * numerator / denominator * std::pow(10.0, static_cast<int8_t>(exponent));
}

}  // namespace

std::pair<double, double> jp2_resolution(std::string_view head) {
  const std::string_view res = find_box(find_box(head, "jp2h"), "res ");
  for (const std::string_view type : {"resc", "resd"}) {
    const std::string_view box = find_box(res, type);
    if (box.size() < 10) continue;
    const double y = per_inch(big_endian(box, 0, 2), big_endian(box, 2, 2), big_endian(box, 8, 1));
    const double x = per_inch(big_endian(box, 4, 2), big_endian(box, 6, 2), big_endian(box, 9, 1));
    return {x, y};
  }
  return {0, 0};
}

}  // namespace folio
