#pragma once

#include <opencv2/core.hpp>

#include "core/geometry.h"
#include "deskew/coarse_view.h"

namespace folio {

/// Finds the paper within a scan: the box around all that is not bed, less the strips beyond dark lines that
/// a scanner's lid, a copier or the platen leaves along the edges. A line is a row (column) near the edge
/// that is dark over more than a third of its length, which text never is. Where pieces as large as letters
/// lie beyond it, it may be a printed frame's, and nothing is cut. `bed`: of the view's size, 255 = bed.
/// In pixels of the scan; the whole scan where there is nothing to cut, or where little would be left.
Box find_frame(const CoarseView& scan, const cv::Mat& bed);

}  // namespace folio
