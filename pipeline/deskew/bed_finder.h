#pragma once

#include <opencv2/core.hpp>

#include "deskew/coarse_view.h"

namespace folio {

/// Finds the scanner's dark bed around a sheet: solid dark areas that reach the picture's edge, whatever
/// their shape, so that the wedges around a sheet laid down 15 degrees crooked and the notches of a torn one
/// are found as well as bands. Strokes are thinner than 2 mm, so writing that runs out of the picture is no
/// bed. CV_8UC1 of the view's size, 255 = bed with its fading edge of half a millimeter. A bed at more than
/// 0.45 of the paper's brightness is not found; a photograph or an inked area cut off by the edge is taken
/// for bed.
cv::Mat find_bed(const CoarseView& scan);

}  // namespace folio
