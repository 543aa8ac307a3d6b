#include "deskew/hole_finder.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"

namespace folio {
namespace {

constexpr double kLeastMm = 4, kMostMm = 9;
constexpr double kStrokeMm = 2;   // wider than strokes, even of stamps and felt pens
constexpr double kMargin = 0.17;  // of the side across: where holes are punched, 35 mm on A4
constexpr double kDark = 0.5;     // of the paper's brightness
constexpr double kRound = 0.94;   // share of the piece within the disc of its area; a square has 0.91
constexpr double kRimMm = 0.4;    // how far a rim fades

}  // namespace

std::vector<PunchHole> find_punch_holes(const CoarseView& scan, const Box& frame) {
  const double mm = scan.pixels_per_mm;
  cv::Mat dark = scan.gray < kDark * scan.paper_brightness;
  const int stroke = std::max(3, cvRound(kStrokeMm * mm) | 1);
  cv::morphologyEx(dark, dark, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, {stroke, stroke}));
  cv::Mat labels;
  std::vector<PunchHole> holes;
  for (const Component& piece : find_components(dark, labels)) {
    const cv::Mat solid = labels(to_rect(piece.box)) == piece.label;
    const cv::Moments moments = cv::moments(solid, true);
    const cv::Point2d middle(moments.m10 / moments.m00, moments.m01 / moments.m00);
    const double radius = std::sqrt(moments.m00 / std::numbers::pi);
    if (2 * radius < kLeastMm * mm || 2 * radius > kMostMm * mm) continue;
    double within = 0;
    for (int y = 0; y < solid.rows; ++y) {
      for (int x = 0; x < solid.cols; ++x) {
        const double off = std::hypot(x - middle.x, y - middle.y);
        if (solid.at<uchar>(y, x) != 0) within += std::clamp(radius + 0.5 - off, 0.0, 1.0);
      }
    }
    if (within < kRound * moments.m00) continue;
    const cv::Point2d center =
        cv::Point2d(piece.box.x0 + middle.x + 0.5, piece.box.y0 + middle.y + 0.5) / scan.scale;
    const double side = std::min(center.x - frame.x0, frame.x1 - center.x) / frame.width();
    const double end = std::min(center.y - frame.y0, frame.y1 - center.y) / frame.height();
    if (std::min(side, end) < kMargin) holes.push_back({center, radius / scan.scale});
  }
  return holes;
}

void clear_punch_holes(cv::Mat& even, const std::vector<PunchHole>& holes, double pixels_per_mm) {
  for (const PunchHole& hole : holes) {
    const cv::Point middle(cvRound(hole.center.x - 0.5), cvRound(hole.center.y - 0.5));
    cv::circle(even, middle, cvRound(hole.radius + kRimMm * pixels_per_mm), 255, cv::FILLED);
  }
}

}  // namespace folio
