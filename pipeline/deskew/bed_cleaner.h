#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// Whites out the bed. `even`: CV_8UC1, changed in place; `bed`: the same picture smaller, 255 = bed.
void clear_bed(cv::Mat& even, const cv::Mat& bed);

/// Whites out what is left of bed and shadow along the edges of a page: the thin tips of wedges. A tip is
/// dark, begins at the edge, and is much longer along it than deep; writing that reaches the edge is not.
/// Dark lines along the edges go too (clear_edge_line). `even`: CV_8UC1, cut to the frame, paper about 255;
/// changed in place. Works within 5 % of the sides, for lines within 3 %.
void clear_edges(cv::Mat& even);

}  // namespace folio
