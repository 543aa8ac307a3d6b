#pragma once

#include <memory>

#include "core/debug_images.h"
#include "imaging/grid_fitter.h"
#include "imaging/line_grouper.h"
#include "page/segmented_page.h"

namespace folio {

struct SegmentOptions {
  LineGrouping grouping;
  GridSearch grid;
};

/// Stage segment: ink mask, its pieces, lines and typewriter raster. A page without ink has no lines and no
/// grid.
SegmentedPage segment(std::shared_ptr<const UprightPage> upright, const SegmentOptions& options,
                      DebugImages& debug = no_debug_images());

}  // namespace folio
