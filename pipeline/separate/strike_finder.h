#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/layered_page.h"
#include "page/segmented_page.h"

namespace folio {

/// What to look at in one typed line.
struct StrikeSearch {
  Box line_box;
  Baseline baseline;
  double x_height = 0;  ///< pixels
  double pitch = 0;     ///< pixels; 1.3 x-heights where no raster is known
};

/// Pen stroke through a line of letters.
struct Stroke {
  Strike strike;
  cv::Mat mask;  ///< CV_8UC1 over `area`: the stroke's pixels
  Box area;      ///< of the mask on the page
};

/// Finds pen strokes through a typed line: runs of ink longer than letters and thinner than half of one,
/// between the feet and the heads of the letters (an underline lies below the feet, serifs that touch at the
/// feet and at the heads). `ink`: what may hold strokes, CV_8UC1; `colored`: ink that is not the machine's
/// for its color, of which shorter strokes are believed. Slants up to about 8 degrees are followed.
std::vector<Stroke> find_strokes(const cv::Mat& ink, const cv::Mat& colored, const StrikeSearch& line);

/// Finds typing over typing in a line on a raster: three or more cells in a row with far more ink than the
/// page's cells usually have. `usual_cell_ink`: share of ink in a cell that holds a letter, [0, 1].
std::vector<Strike> find_typed_over(const cv::Mat& typed, const StrikeSearch& line, double cell_origin_x,
                                    double usual_cell_ink);

/// Share of ink in each cell of the line (from feet to heads), from left to right; cells without ink are left
/// out.
std::vector<double> cell_ink(const cv::Mat& typed, const StrikeSearch& line, double cell_origin_x);

/// Takes the pen's ink off typed ink (both CV_8UC1). A pixel under the pen stays typed where a letter goes on
/// above and below it within `reach` pixels (about the thickest stroke), or where two inks lie over each
/// other: then it is far darker than the pen's own line (Otsu's threshold within each piece of `pen`), and
/// touches typed ink. `gray`: CV_8UC1, 0 = dark.
void take_off_pen(const cv::Mat& pen, const cv::Mat& gray, cv::Mat& typed, double reach);

}  // namespace folio
