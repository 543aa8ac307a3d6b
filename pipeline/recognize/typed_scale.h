#pragma once

#include "page/layered_page.h"

namespace folio {

/// Size of the letters of the machine that typed a line. Pixels of the upright page.
struct TypedScale {
  double pitch = 0;     ///< width of a cell; 0 = there is no raster
  double x_height = 0;  ///< height of small letters
};

/// From the line's raster, or from the page's main one where it stands on none: what stands on one raster was
/// typed by one machine, whose small letters have one height. A line of capitals or figures alone measures
/// these, which are a third higher: of the heights measured on a raster the lowest counts that a quarter of
/// its letters have. A line whose own height is not that of small letters, capitals or in between keeps its
/// own, as does a line that no typewriter wrote.
TypedScale typed_scale(const LayeredPage& page, const LayerLine& line);

}  // namespace folio
