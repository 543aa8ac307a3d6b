#include "foreign/jp2_resolution.h"

#include <cmath>
#include <cstdint>

#include "foreign/jp2_boxes.h"

namespace folio {
namespace {

/// A ratio times a power of ten, in pixels per meter.
double per_inch(uint32_t numerator, uint32_t denominator, uint32_t exponent) {
  if (denominator == 0) return 0;
  return 0.0254 * numerator / denominator * std::pow(10.0, static_cast<int8_t>(exponent));
}

}  // namespace

std::pair<double, double> jp2_resolution(std::string_view header_boxes) {
  const std::string_view res = find_box(header_boxes, "res ");
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
