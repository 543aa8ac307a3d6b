#include "deskew/bed_finder.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "imaging/components.h"

namespace folio {
namespace {

constexpr double kDark = 0.45;                  // of the paper's brightness
constexpr double kHalfDark = 0.75;              // where a tip covers but a part of a pixel
constexpr double kSolidMm = 2;                  // wider than strokes
constexpr double kRoundedMm = 1;                // what the opening rounds off …
constexpr double kTipMm = 8, kTipDeepMm = 1.2;  // … and of wedges, along the picture's edge
constexpr double kFadeMm = 0.4;

cv::Mat disc(int across) { return cv::getStructuringElement(cv::MORPH_ELLIPSE, {across, across}); }

void grow_within(cv::Mat& bed, const cv::Mat& dark, int steps) {
  for (; steps > 0; --steps) {
    cv::dilate(bed, bed, cv::Mat::ones(3, 3, CV_8UC1));
    cv::bitwise_and(bed, dark, bed);
  }
}

}  // namespace

cv::Mat find_bed(const CoarseView& scan) {
  const double mm = scan.pixels_per_mm;
  const cv::Mat dark = scan.gray < kDark * scan.paper_brightness;
  cv::Mat solid, labels;
  cv::morphologyEx(dark, solid, cv::MORPH_OPEN, disc(std::max(3, cvRound(kSolidMm * mm) | 1)));
  cv::Mat bed = cv::Mat::zeros(dark.size(), CV_8UC1);
  for (const Component& piece : find_components(solid, labels)) {
    const bool at_edge =
        piece.box.x0 == 0 || piece.box.y0 == 0 || piece.box.x1 == bed.cols || piece.box.y1 == bed.rows;
    if (at_edge) bed(to_rect(piece.box)).setTo(255, labels(to_rect(piece.box)) == piece.label);
  }
  grow_within(bed, dark, cvRound(kRoundedMm * mm));
  cv::Mat rim = scan.gray < kHalfDark * scan.paper_brightness;
  const int deep = cvCeil(kTipDeepMm * mm);
  if (rim.cols > 2 * deep && rim.rows > 2 * deep)
    rim(cv::Rect(deep, deep, rim.cols - 2 * deep, rim.rows - 2 * deep)).setTo(0);
  grow_within(bed, rim | bed, cvRound(kTipMm * mm));
  cv::dilate(bed, bed, disc(2 * std::max(1, cvRound(kFadeMm * mm)) + 1));
  return bed;
}

}  // namespace folio
