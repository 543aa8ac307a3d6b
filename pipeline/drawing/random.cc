#include "drawing/random.h"

#include <cmath>

namespace folio {

double NoiseField::corner(std::int64_t x, std::int64_t y) const {
  const auto column = static_cast<std::uint64_t>(x) * 0x9e3779b97f4a7c15U;
  const auto row = static_cast<std::uint64_t>(y) * 0xc2b2ae3d27d4eb4fU;
  return static_cast<double>(Random::mix(seed_ ^ column ^ Random::mix(row)) >> 11) * 0x1.0p-52 - 1;
}

double NoiseField::operator()(double x, double y) const {
  x *= scale_;
  y *= scale_;
  const double left = std::floor(x), top = std::floor(y);
  const auto column = static_cast<std::int64_t>(left), row = static_cast<std::int64_t>(top);
  const auto smooth = [](double t) { return t * t * (3 - 2 * t); };
  const double u = smooth(x - left), v = smooth(y - top);
  const double upper = corner(column, row) * (1 - u) + corner(column + 1, row) * u;
  const double lower = corner(column, row + 1) * (1 - u) + corner(column + 1, row + 1) * u;
  return upper * (1 - v) + lower * v;
}

}  // namespace folio
