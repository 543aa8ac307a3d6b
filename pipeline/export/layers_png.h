#pragma once

#include <string>

#include "core/page_map.h"
#include "page/layered_page.h"
#include "page/scanned_page.h"

namespace folio {

/// The layers of a page as a picture: a palette PNG of the masks' size, whose pixel values are the numbers of
/// Layer (0 background, 1 typed, 2 hand, 3 strike, 4 stamp, 5 print). Where layers lie over each other, the
/// topmost wins (LayerMasks::labels).
std::string layers_png(const LayerMasks& masks, const Resolution& resolution);

/// Masks of the upright page carried to the scan: each pixel of the scan takes the nearest pixel of the
/// upright page, and what lies outside of it is in no layer.
LayerMasks masks_on_scan(LayerMasks upright, const PageMap& scan_from_upright, const cv::Size& scan_size);

/// A page's masks on the scan that it was made from, with their edges where the scan's own ink ends
/// (fit_ink_edges): carrying alone would leave them as ragged as two turns make them. Lets go of the page,
/// which is large, as soon as it has what it needs.
LayerMasks masks_on_scan(std::shared_ptr<const LayeredPage> page, const ScannedPage& scan);

}  // namespace folio
