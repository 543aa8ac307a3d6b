#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/layered_page.h"
#include "separate/strike_finder.h"

namespace folio {

/// Finds typing over typing in a line on a raster: three or more cells in a row with far more ink than the
/// page's cells usually have. `usual_cell_ink`: share of ink in a cell that holds a letter, [0, 1].
std::vector<Strike> find_typed_over(const cv::Mat& typed, const StrikeSearch& line, double cell_origin_x,
                                    double usual_cell_ink);

/// Share of ink in each cell of the line (from feet to heads), from left to right; cells without ink are left
/// out.
std::vector<double> cell_ink(const cv::Mat& typed, const StrikeSearch& line, double cell_origin_x);

/// Typing over typing in all typed lines of a page, by find_typed_over(), on the raster of `machine`, whose
/// cells are `pitch` pixels wide. None where the page has no raster, or fewer than 20 cells with letters to
/// know the usual ink by.
std::vector<Strike> find_typing_over(const LayeredPage& page, const SegmentedPage& machine, double pitch);

}  // namespace folio
