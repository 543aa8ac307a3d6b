#pragma once

#include <opencv2/core.hpp>
#include <optional>

namespace folio {

/// One level stroke of a pen through letters.
struct TracedStroke {
  cv::Mat stroke;   ///< CV_8UC1, size of the ink: its pixels
  cv::Mat crossed;  ///< of these, those that are a letter's as well: it goes on above and below, or two inks
                    ///< lie over each other and are darker than the stroke is between letters
  double thickness = 0;  ///< pixels
};

/// Follows the stroke that runs through `ink` from its left to its right edge: the way along which `hint`
/// says most for a stroke, a pixel up or down in each column (dynamic programming). Between the letters the
/// ink's own edges tell where the stroke lies and how thick it is; within letters it goes on from there.
/// `ink`: CV_8UC1; `gray`: CV_8UC1, 0 = dark; `hint`: CV_8UC1, likelihood of a stroke, all of one size;
/// `unit`: height of small letters, pixels. Nothing where no thin stroke runs through most of the columns.
std::optional<TracedStroke> trace_stroke(const cv::Mat& ink, const cv::Mat& gray, const cv::Mat& hint,
                                         double unit);

}  // namespace folio
