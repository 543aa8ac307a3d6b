#pragma once

#include <opencv2/core.hpp>

#include "recognize/line_recognizer.h"

namespace folio {

/// A handwritten line as the net of handwriting wants it.
struct HandInput {
  cv::Mat dark;      ///< CV_32FC1, kHandHeight rows, darkness in [0, 1]; empty = there is no ink
  double scale = 1;  ///< pixels of `dark` for one of the line image, both ways
};

constexpr int kHandHeight = 48;      ///< rows
constexpr int kHandWidthStep = 160;  ///< widths are multiples of it: few shapes for the net to prepare for

/// Brings the band of the letters to 18 rows about the middle row. The x-height and the baseline that a line
/// of handwriting was given are rough, and a leaf number has neither: the band is told from the ink, as the
/// rows where the pen is met most often (their mean, and 3.5 standard deviations of those within 1.8 of it,
/// which is the height of an even band). Ink is brought to 1 as for typed lines; paper fills up the width.
HandInput hand_input(const LineImage& line);

}  // namespace folio
