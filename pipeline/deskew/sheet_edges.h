#pragma once

#include <opencv2/core.hpp>

#include "deskew/coarse_view.h"

namespace folio {

/// Finds what lies beyond the straight edges of a sheet where no dark bed shows them: the neighboring page of
/// a bound volume, beyond the valley of brightness that its gutter makes, and a table or bed of another
/// brightness. Brightness is taken as the fourth fifth of short stretches along each side, which writing and
/// rules do not reach; where it changes on one straight line over most of a side, within a fifth of the
/// page of it, is an edge. Beyond it nothing may stand but what the picture cuts off: where letters stand
/// free and no three are cut off, it may be a fold, and is left. Adds to `bed` (CV_8UC1 of the view's size).
/// Edges more than 15 degrees off, curved by more than 1.5 mm, and gutters without a shadow are not found.
void add_beyond_edges(const CoarseView& scan, cv::Mat& bed);

}  // namespace folio
