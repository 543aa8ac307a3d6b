#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// Ink of a page whose background is evened out (CV_8UC1, paper about 255): CV_8UC1, 255 = ink.
/// A stroke's edge lies where about half of its darkness is reached: each pixel is held against the darkest
/// ink within about 12 pixels, so that faint letters are whole and heavy ones do not swell into each other
/// (Bernsen's idea, 1986, with the paper known). Nothing much fainter than Otsu's threshold (1979) of the
/// page is ink. A piece well beyond it is; one near it only if its rim is as sharp as those (ink_pieces.h):
/// pencil and a faint letter stay, and most of what shines through from the other side goes, as does grain.
/// Pencil far paler than the page's type, below 0.6 of that threshold, is lost, and so are faint strokes
/// shorter than about 2 mm at 100 dpi; another side that shines through as dark as ink is taken for it. A
/// page without ink stays empty. Compared with other binarizers in docs/decisions/binarization.md.
cv::Mat binarize(const cv::Mat& even_gray);

}  // namespace folio
