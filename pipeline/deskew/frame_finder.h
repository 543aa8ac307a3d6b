#pragma once

#include <opencv2/core.hpp>

#include "core/geometry.h"

namespace folio {

/// Finds the paper within a scan: cuts off the dark bands and lines that a scanner's lid, a copier or the
/// platen leaves along the edges. A band is a run of rows (columns) from the edge inwards that are mostly
/// dark; a line is one such row near the edge. Text never makes a row dark over more than a third of its
/// length. `gray`: CV_8UC1, 0 = black. Returns the whole image where there is nothing to cut.
Box find_frame(const cv::Mat& gray);

}  // namespace folio
