#pragma once

#include "core/geometry.h"

namespace folio {

/// True for ink that lies long and thin along the edge of the paper (`frame`), or reaches far along it: the
/// sheet's own edge, a fold, a binding's shadow, the scanner's bed. `unit`: letter height, pixels.
inline bool lies_along_edge(const Box& box, const Box& frame, double unit) {
  const double w = box.width() / unit, h = box.height() / unit;
  const double margin_x = 0.03 * frame.width(), margin_y = 0.03 * frame.height();
  const bool at_side = box.x0 <= frame.x0 + margin_x || box.x1 >= frame.x1 - margin_x;
  const bool at_end = box.y0 <= frame.y0 + margin_y || box.y1 >= frame.y1 - margin_y;
  return (at_end && w > 8 && h < 2.5) || (at_side && h > 8 && w < 3) ||
         ((at_side || at_end) && (w > 25 || h > 25));
}

}  // namespace folio
