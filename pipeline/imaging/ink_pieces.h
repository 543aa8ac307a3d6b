#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// How dark a piece of a mask must be to be ink; levels of darkness, 255 - grey.
struct PieceLevels {
  int sure = 0;     ///< a piece that gets here somewhere is ink
  int fainter = 0;  ///< a piece that gets no further than here is ink if its rim is sharp
};

/// Clears pieces (8-connected) of `mask` that are no ink. A pen, a pencil and a type leave a rim as sharp as
/// each other's, measured by the step of grey across it over the piece's own darkness; what shines through
/// from the other side has come through paper, and is blurred. So a fainter piece stays if its rim is nearly
/// as sharp as the page's sure pieces are (their median). Of a sure piece the pixels in `core` stay, of a
/// fainter one all.
/// The paper's grain is as sharp as ink: it must be kept out by `fainter`, and by its small size. Without a
/// sure piece nothing stays.
/// All three are CV_8UC1 of one size; `gray` has its paper near 255.
void keep_ink_pieces(const cv::Mat& gray, const cv::Mat& core, const PieceLevels& levels, cv::Mat& mask);

}  // namespace folio
