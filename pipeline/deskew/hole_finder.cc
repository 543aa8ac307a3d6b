#include "deskew/hole_finder.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"
#include "page/label_row.h"

namespace folio {
namespace {

constexpr double kLeastMm = 4, kMostMm = 9;
constexpr double kStrokeMm = 2;   // wider than strokes, even of stamps and felt pens
constexpr double kMargin = 0.17;  // of the side across: where holes are punched, 35 mm on A4
constexpr double kDark = 0.5;     // of the paper's brightness
constexpr double kBrighter = 1.03;
constexpr double kRound = 0.94;    // share of the piece within the disc of its area; a square has 0.91
constexpr double kShadowMm = 1.4;  // of a light hole's rim
constexpr int kShade = 180;        // grey of it on evened-out paper
constexpr double kRimMm = 0.4;     // how far a rim fades

/// Round solid discs of `mask`; center and radius in its pixels.
std::vector<PunchHole> discs_of(cv::Mat mask, double mm) {
  const int stroke = std::max(3, cvRound(kStrokeMm * mm) | 1);
  cv::morphologyEx(mask, mask, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, {stroke, stroke}));
  cv::Mat labels;
  std::vector<PunchHole> discs;
  for (const Component& piece : find_components(mask, labels)) {
    if (std::max(piece.box.width(), piece.box.height()) > 1.2 * kMostMm * mm) continue;
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
    discs.push_back({cv::Point2d(piece.box.x0 + middle.x + 0.5, piece.box.y0 + middle.y + 0.5), radius});
  }
  return discs;
}

/// Whether the paper around a disc is darker than it: brightness of four fifths of a ring as wide as its
/// radius.
bool is_brighter_than_around(const cv::Mat& gray, const PunchHole& disc) {
  const cv::Point middle(cvRound(disc.center.x - 0.5), cvRound(disc.center.y - 0.5));
  const int reach = cvCeil(2 * disc.radius);
  std::vector<uchar> around;
  for (int y = std::max(0, middle.y - reach); y < std::min(gray.rows, middle.y + reach + 1); ++y) {
    for (int x = std::max(0, middle.x - reach); x < std::min(gray.cols, middle.x + reach + 1); ++x) {
      const double off = std::hypot(x - middle.x, y - middle.y);
      if (off > 1.2 * disc.radius && off < 2 * disc.radius) around.push_back(gray.at<uchar>(y, x));
    }
  }
  if (around.empty()) return false;
  const auto share = around.begin() + static_cast<long>(around.size() * 4 / 5);
  std::nth_element(around.begin(), share, around.end());
  return *share * kBrighter <= gray.at<uchar>(middle);
}

void clear_rim(cv::Mat& even, const PunchHole& hole, double pixels_per_mm) {
  const double reach = hole.radius + kShadowMm * pixels_per_mm;
  const int x = cvRound(hole.center.x), y = cvRound(hole.center.y), margin = cvCeil(reach) + 2;
  const Box box = clip({x - margin, y - margin, x + margin, y + margin}, even.size());
  if (box.empty()) return;
  cv::Mat around = even(to_rect(box)), labels;
  for (const Component& piece : find_components(around < kShade, labels)) {
    double farthest = 0;
    for (int row = piece.box.y0; row < piece.box.y1; ++row) {
      const LabelRow label(labels, row);
      for (int column = piece.box.x0; column < piece.box.x1; ++column) {
        if (label[column] != piece.label) continue;
        farthest = std::max(
            farthest, std::hypot(box.x0 + column + 0.5 - hole.center.x, box.y0 + row + 0.5 - hole.center.y));
      }
    }
    if (farthest > reach) continue;
    cv::Mat shadow = labels == piece.label;
    cv::dilate(shadow, shadow, cv::Mat::ones(3, 3, CV_8UC1));
    around.setTo(255, shadow);
  }
}

}  // namespace

std::vector<PunchHole> find_punch_holes(const CoarseView& scan, const Box& frame) {
  const double mm = scan.pixels_per_mm;
  std::vector<PunchHole> holes = discs_of(scan.gray < kDark * scan.paper_brightness, mm);
  for (PunchHole disc : discs_of(scan.gray > kBrighter * scan.paper_brightness, mm)) {
    disc.light = true;
    if (is_brighter_than_around(scan.gray, disc)) holes.push_back(disc);
  }
  std::erase_if(holes, [&](PunchHole& hole) {
    hole.center /= scan.scale;
    hole.radius /= scan.scale;
    const double side = std::min(hole.center.x - frame.x0, frame.x1 - hole.center.x) / frame.width();
    const double end = std::min(hole.center.y - frame.y0, frame.y1 - hole.center.y) / frame.height();
    return std::min(side, end) >= kMargin;
  });
  return holes;
}

void clear_punch_holes(cv::Mat& even, const std::vector<PunchHole>& holes, double pixels_per_mm) {
  for (const PunchHole& hole : holes) {
    if (hole.light) {
      clear_rim(even, hole, pixels_per_mm);
      continue;
    }
    const cv::Point middle(cvRound(hole.center.x - 0.5), cvRound(hole.center.y - 0.5));
    cv::circle(even, middle, cvRound(hole.radius + kRimMm * pixels_per_mm), 255, cv::FILLED);
  }
}

}  // namespace folio
