#pragma once

#include <opencv2/core.hpp>

#include "imaging/grid_fitter.h"
#include "imaging/line_grouper.h"
#include "page/segmented_page.h"

namespace folio {

/// Fills in all that follows from `page.ink`: its pieces, letter height, lines (those in larger letters
/// included), typewriter raster and what is left over. `page.upright` is not looked at.
void find_lines(SegmentedPage& page, const LineGrouping& grouping = {}, const GridSearch& grid = {});

}  // namespace folio
