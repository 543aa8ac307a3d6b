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

/// The line on the raster of its page.
StrikeSearch search_in(const InkLine& line, const SegmentedPage& page);

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

}  // namespace folio
