#pragma once

#include <opencv2/core.hpp>

#include "page/segmented_page.h"

namespace folio {

/// Ink of another color than the machine's, pixel by pixel: blue pen, red pencil, violet stamp, also where it
/// crosses typed letters, and also where it is too pale for `page.ink`; no stains and shadows, which fade
/// into the paper. CV_8UC1, 255 = such ink; all 0 on grey scans and where hardly any such ink is. The
/// machine's hue and its spread are learned from the ink of the page's lines (median and median deviation:
/// the machine made most of it), so that black type on paper whose color was stored coarsely stays whole.
cv::Mat find_colored_ink(const SegmentedPage& page);

}  // namespace folio
