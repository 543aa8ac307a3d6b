#pragma once

#include "drawing/draw_leaf.h"

namespace folio {

/// From a scan whose sheet does not lie flat (Scan::curl_mm, Scan::fan) to the scan of the flat one. The
/// identity where it lies flat.
PageMap flat_from_bent(const LeafDescription& leaf, const cv::Size& scan);

/// Bends a flat drawing: its pixels, its masks, and the places of its text. `grid`, `scan_from_leaf` and
/// `frame` stay those of the flat sheet.
void bend_sheet(const LeafDescription& leaf, DrawnLeaf& drawn);

}  // namespace folio
