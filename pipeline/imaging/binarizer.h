#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// Ink of a page whose background is evened out (CV_8UC1, paper about 255): CV_8UC1, 255 = ink.
/// One threshold for the page: Otsu's (1979) over the pixels that are not plain paper, drawn towards the
/// paper so that faint strokes keep their width, and bounded so that a page without ink stays empty.
cv::Mat binarize(const cv::Mat& even_gray);

}  // namespace folio
