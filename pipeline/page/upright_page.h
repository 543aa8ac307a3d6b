#pragma once

#include <memory>
#include <opencv2/core.hpp>

#include "core/geometry.h"
#include "core/page_map.h"
#include "page/scanned_page.h"

namespace folio {

/// Skew of a page. Degrees, clockwise positive: a page with positive skew was laid down turned clockwise.
struct Skew {
  double degrees = 0;         ///< of the rows: by these the page is turned
  double confidence = 0;      ///< [0, 1]; 0 = nothing to measure, the page is left as it is
  double column_degrees = 0;  ///< of the columns that a typewriter makes; the rows' own on an unsheared sheet
  double column_confidence = 0;  ///< [0, 1]; 0 = there are no columns, as in print and handwriting
};

/// Which way a page lies.
struct Orientation {
  int quarter_turns = 0;  ///< clockwise turns that bring the scan upright: 0, 1, 2 or 3
  double confidence = 0;  ///< [0, 1]; 0 = nothing to tell it by
};

/// Stage deskew: the page turned so that its rows are level, and enlarged where its letters are small.
struct UprightPage {
  std::shared_ptr<const ScannedPage> scan;
  Orientation orientation;
  Skew skew;  ///< of the page once its orientation is right
  PageMap scan_from_upright;
  double bend =
      0;         ///< how far the rows ran from straight ones before they were flattened, pixels; 0 = straight
  cv::Mat gray;  ///< CV_8UC1, background evened out to about 255, 0 = ink
  cv::Mat color;  ///< CV_8UC3 BGR as scanned; empty for grey scans
  Box frame;      ///< the paper within the image: dark scan borders lie outside

  cv::Size size() const { return gray.size(); }
};

}  // namespace folio
