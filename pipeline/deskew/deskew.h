#pragma once

#include <memory>

#include "core/debug_images.h"
#include "deskew/skew_finder.h"
#include "page/scanned_page.h"
#include "page/upright_page.h"

namespace folio {

struct DeskewOptions {
  SkewSearch search;
  double min_degrees = 0.02;  ///< smaller skews are left: turning would only blur
};

/// Stage deskew: finds frame and skew, levels the rows and evens out the background. A page without rows
/// comes out as it is, with confidence 0.
UprightPage deskew(std::shared_ptr<const ScannedPage> scan, const DeskewOptions& options,
                   DebugImages& debug = no_debug_images());

/// The same with a skew and frame that are already known, as when a stored page is taken up again.
UprightPage turn_upright(std::shared_ptr<const ScannedPage> scan, const Skew& skew, const Box& scan_frame);

}  // namespace folio
