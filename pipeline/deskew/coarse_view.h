#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// A small picture of a scan, for finding what is large: edges of sheets, beds, holes.
struct CoarseView {
  cv::Mat gray;                ///< CV_8UC1, area-averaged
  cv::Size full_size;          ///< of the scan
  double scale = 1;            ///< pixels of `gray` per pixel of the scan, at most 1
  double pixels_per_mm = 1;    ///< of `gray`: 2.5, or less where the scan has less
  int paper_brightness = 255;  ///< third quartile: paper covers more than a quarter of a picture
};

/// `gray`: CV_8UC1 of any size but 0, 0 = black.
CoarseView coarse_view(const cv::Mat& gray, double pixels_per_mm);

}  // namespace folio
