#pragma once

#include <memory>

#include "core/debug_images.h"
#include "deskew/bend_finder.h"
#include "deskew/orientation.h"
#include "deskew/skew_finder.h"
#include "page/scanned_page.h"
#include "page/upright_page.h"

namespace folio {

struct DeskewOptions {
  SkewSearch search;
  BendSearch bend;
  double min_degrees = 0.02;                             ///< smaller skews are left: turning would only blur
  OrientationJudge orientation = tesseract_orientation;  ///< empty = pages are taken to lie upright
};

/// Stage deskew: brings a page upright that lies on its side or upside down, finds frame and skew, levels the
/// rows, flattens them where they bend, evens out the background, and leaves white what is beside the sheet:
/// beds, neighboring pages, punched holes. A page without rows comes out as it is, with confidence 0. Where
/// small letters are lower than 11 pixels (below 140 dpi, for most machines) the upright page is enlarged,
/// four times at most, until they are 20 high, so that later stages find the same structure at every
/// resolution.
UprightPage deskew(std::shared_ptr<const ScannedPage> scan, const DeskewOptions& options,
                   DebugImages& debug = no_debug_images());

/// The same with skew, enlargement and frame that are already known, of a sheet that lies flat.
UprightPage turn_upright(std::shared_ptr<const ScannedPage> scan, const Skew& skew, double enlargement,
                         const Box& scan_frame);

}  // namespace folio
