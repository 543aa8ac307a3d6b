#pragma once

#include <opencv2/core.hpp>
#include <optional>

namespace folio {

/// What Tesseract's orientation and script detection says of a page.
struct TesseractOrientation {
  int quarter_turns = 0;  ///< clockwise turns that bring the page upright: 0, 1, 2 or 3
  double margin = 0;      ///< how much better than the next best turn, in Tesseract's log likelihood; >= 0
};

/// Asks Tesseract which way the letters of `gray` (CV_8UC1, dark on light) stand. Nothing when it finds too
/// few letters, or when its data (Debian's tesseract-ocr-osd) is not installed, of which a warning is logged.
/// Takes some tenths of a second on a page of 2,000 pixels. For any thread.
std::optional<TesseractOrientation> tesseract_orientation(const cv::Mat& gray);

}  // namespace folio
