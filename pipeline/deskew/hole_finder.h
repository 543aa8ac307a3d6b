#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/geometry.h"
#include "deskew/coarse_view.h"

namespace folio {

/// A hole punched through a sheet, in pixels of the scan.
struct PunchHole {
  cv::Point2d center;
  double radius = 0;
  bool light = false;  ///< shows something brighter than the sheet, with the shadow of its rim
};

/// Finds punched holes: solid round discs 4 to 9 mm across (ISO 838 punches 6 mm, American binders up to 8.5)
/// near an edge of the frame, darker or brighter than the paper. Letters that touch one do not hide it:
/// strokes are worn off first, and the round rest is measured. In pixels of the scan; order: dark ones first,
/// each top to bottom. A hole torn out to the edge, one that shows what is as bright as the sheet, and a
/// drawn ring are not found; a solid ink dot of that size in the margin is taken for one.
std::vector<PunchHole> find_punch_holes(const CoarseView& scan, const Box& frame);

/// Fills dark holes with white, their blurred rims included, and of light ones clears the shadows along the
/// rim: what lies wholly within 1.4 mm of it. `even`: CV_8UC1, evened out.
void clear_punch_holes(cv::Mat& even, const std::vector<PunchHole>& holes, double pixels_per_mm);

}  // namespace folio
