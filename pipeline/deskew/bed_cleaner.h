#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// Whites out what is left of the scanner's bed along the edges of a page: a sheet laid down crooked leaves
/// wedges of it within any level frame. A wedge is dark, begins at the edge, and is much longer along it than
/// deep; writing that reaches the edge is not. Dark lines along the edges go too (clear_edge_line). `even`:
/// CV_8UC1, cut to the frame, paper about 255; changed in place. Works within 5 % of the sides, for lines
/// within 3 %: wedges of up to about 3 degrees.
void clear_bed(cv::Mat& even);

}  // namespace folio
