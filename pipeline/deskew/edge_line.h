#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// Clears the dark line that a sheet's edge, a fold or the lid's gap leaves along the edge of a scan, with
/// the crumbs that it falls into. `strip`: CV_8UC1 on evened-out paper, the page's edge as its first row, the
/// whole side long and some centimeter deep. A line is what long thin pieces, each longer than letters are
/// high, make together on one straight line over an eighth of the side; its slope is at most 1 in 20. Rules
/// and pen strokes that are shorter stay, and so does everything beside the line. A pen line drawn down the
/// very edge of the sheet would be lost.
void clear_edge_line(cv::Mat& strip);

}  // namespace folio
