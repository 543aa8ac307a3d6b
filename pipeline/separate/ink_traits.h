#pragma once

#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// What one piece of ink looks like.
struct InkTraits {
  double stroke_width = 0;  ///< pixels: twice the area over the length of the outline
  double darkness = 0;      ///< mean of 255 - grey
};

/// Traits of each component of `page`, in their order. One pass over the ink.
std::vector<InkTraits> measure_ink(const SegmentedPage& page);

}  // namespace folio
