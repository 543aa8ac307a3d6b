#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// Ink of a page whose background is evened out (CV_8UC1, paper about 255): CV_8UC1, 255 = ink.
/// A stroke's edge lies where half of its darkness is reached: each pixel is held against half of the darkest
/// ink within about 12 pixels, so that faint letters are whole and heavy ones do not swell into each other
/// (Bernsen's idea, 1986, with the paper known). Nothing fainter than seven tenths of Otsu's threshold (1979)
/// of the page is ink, and no piece that nowhere passes that threshold: what shines through from the other
/// side, and the paper's grain, stay out; so does pencil far paler than the page's type. A page without ink
/// stays empty.
cv::Mat binarize(const cv::Mat& even_gray);

}  // namespace folio
