#pragma once

#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// Dashes that a machine typed in a row of their own, to part what stands above from what stands below
/// (`- - - - -`): low pieces at one height, each at most a cell wide, whose middles are whole cells apart. A
/// hand does not keep the raster.
/// `idxs`: the pieces in question, into `components`; `pitch`: a cell's width, `unit`: the page's letter
/// height, both in pixels. Returns those of `idxs` that are such dashes; none where the pitch is 0. Fewer
/// than four at one height are not told from a pen's.
std::vector<int> find_dash_rows(const std::vector<Component>& components, const std::vector<int>& idxs,
                                double pitch, double unit);

}  // namespace folio
