#pragma once

#include <opencv2/core.hpp>

#include "recognize/line_recognizer.h"

namespace folio {

/// A line as the net of typed lines wants it.
struct ReadingInput {
  cv::Mat dark;        ///< CV_32FC1, kReadingHeight rows, darkness in [0, 1]; empty = there is no ink
  double x_scale = 1;  ///< pixels of `dark` for one of the line image, along the line
};

constexpr int kReadingHeight = 40;      ///< rows
constexpr int kReadingCell = 20;        ///< width of a typewriter's cell, pixels
constexpr int kReadingWidthStep = 160;  ///< widths are multiples of it: few shapes for the net to prepare for

/// Brings small letters to 16 pixels, the baseline to 28.8 and the cell to kReadingCell; a line on no raster
/// is taken for one whose cells are 1.3 x-heights wide, the usual proportion of pica type. Ink is brought to
/// 1: the level that a fifth of it exceeds becomes 1, so that faint and strong ribbons look alike. Paper
/// fills up the width.
ReadingInput reading_input(const LineImage& line);

/// What ink is to be divided by to become 1: darkness (CV_8UC1) that a fifth of the ink exceeds, 200 where
/// there is next to none; never so low that traces become ink.
double ink_level(const cv::Mat& dark);

}  // namespace folio
