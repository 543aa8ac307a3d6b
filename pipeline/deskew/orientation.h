#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <optional>

#include "foreign/tesseract_orientation.h"
#include "page/segmented_page.h"
#include "page/upright_page.h"

namespace folio {

/// A slow judge of pages that seem to lie otherwise than upright: see tesseract_orientation.
using OrientationJudge = std::function<std::optional<TesseractOrientation>(const cv::Mat& gray)>;

/// What find_orientation looks at: the page at a scale where letters are about ten pixels high.
struct OrientationSigns {
  cv::Mat ink;                        ///< CV_8UC1, 255 = ink
  std::vector<Component> components;  ///< of `ink`
  double letter_height = 0;           ///< pixels of `ink`
  double skew_degrees = 0;            ///< of the rows, clockwise positive
  cv::Mat gray;                       ///< the evened-out page, any scale, for the judge
};

/// Turns a page only where two witnesses agree: the page's geometry (neighbors of letters lie above and below
/// instead of beside; stops stand at heads, lines are flush on the right) and the judge, which is asked of
/// such pages alone. Anything less leaves the page as it is. Works on typed and printed pages with a few
/// dozen letters; handwriting is left.
Orientation find_orientation(const OrientationSigns& signs, const OrientationJudge& judge);

}  // namespace folio
