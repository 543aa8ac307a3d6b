#include "deskew/sheet_edges.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

#include "imaging/components.h"

namespace folio {
namespace {

constexpr double kStretchMm = 8;  // higher than a line of double spacing
constexpr double kShare = 0.8;    // of a stretch that is darker than its brightness
constexpr double kReach = 0.2;    // of the side across
constexpr double kRuleMm = 1.5;   // as narrow is a rule or a crease, no gutter
constexpr double kValley = 0.15;  // depth of a gutter below both sides, of the paper's brightness
constexpr double kStep = 0.08;    // between sheet and bed
constexpr double kPlateauMm = 4, kAroundMm = 15;
constexpr double kLeastMm = 1.5;  // of an edge from the picture's
constexpr double kOnLineMm = 1.5;
constexpr double kSlope = 0.27;    // 15 degrees
constexpr double kAgreeing = 0.6;  // of the stretches
constexpr int kLeastStretches = 6;
constexpr double kFadeMm = 0.6;  // of a sheet's edge
constexpr double kShadowMm = 6,
                 kShadow = 0.75;  // how far, and below what share of the page, a gutter darkens
constexpr double kInk = 0.6;      // of the brightness around
constexpr double kLeastLetterMm = 1.2, kMostLetterMm = 12;
constexpr int kCutOff = 3;

/// x = level + slope * y, in pixels of a view that has the edge at its left.
struct Edge {
  double level = 0, slope = 0;
  double at(double y) const { return level + slope * y; }
};

/// Brightness without writing: one row a stretch, CV_32F.
cv::Mat brightness_along(const cv::Mat& gray, int stretch, int columns) {
  cv::Mat brightness(gray.rows / stretch, columns, CV_32F);
  std::vector<uchar> values(static_cast<size_t>(stretch));
  const auto share = values.begin() + static_cast<long>(kShare * stretch);
  for (int row = 0; row < brightness.rows; ++row) {
    for (int x = 0; x < columns; ++x) {
      for (int i = 0; i < stretch; ++i) values[static_cast<size_t>(i)] = gray.at<uchar>(row * stretch + i, x);
      std::nth_element(values.begin(), share, values.end());
      brightness.at<float>(row, x) = *share;
    }
  }
  return brightness;
}

/// The deepest valley of one stretch; nothing where none is deep enough.
std::optional<int> valley_of(const cv::Mat& row, double least, double mm) {
  std::optional<int> found;
  double outer = 0;
  for (int x = 0; x < row.cols; ++x) {
    const double here = row.at<float>(x);
    outer = std::max(outer, here);
    if (x < kLeastMm * mm || outer - here < least) continue;
    double inner = 0;
    cv::minMaxLoc(row.colRange(x, std::min(row.cols, x + cvCeil(kAroundMm * mm))), nullptr, &inner);
    const double depth = std::min(outer, inner) - here;
    if (depth < least) continue;
    least = depth;
    found = x;
  }
  return found;
}

/// The sharpest change of one stretch.
std::optional<int> step_of(const cv::Mat& row, double least, double mm) {
  const int plateau = std::max(2, cvRound(kPlateauMm * mm)), outer = std::max(2, cvRound(kLeastMm * mm));
  std::optional<int> found;
  for (int x = outer; x + plateau < row.cols; ++x) {
    const double change = std::abs(cv::mean(row.colRange(x + 1, x + plateau))[0] -
                                   cv::mean(row.colRange(std::max(0, x - plateau), x))[0]);
    if (change < least) continue;
    least = change;
    found = x;
  }
  return found;
}

/// The line that most of the points lie on, if enough of `stretches` do.
std::optional<Edge> line_through(const std::vector<cv::Point2d>& points, int stretches, double tolerance) {
  std::optional<Edge> best;
  int most = std::max(kLeastStretches, cvCeil(kAgreeing * stretches)) - 1;
  for (size_t i = 0; i < points.size(); ++i) {
    for (size_t j = i + 1; j < points.size(); ++j) {
      Edge edge;
      edge.slope = (points[j].x - points[i].x) / (points[j].y - points[i].y);
      if (std::abs(edge.slope) > kSlope) continue;
      edge.level = points[i].x - edge.slope * points[i].y;
      const auto on_it = static_cast<int>(std::ranges::count_if(
          points, [&](const cv::Point2d& p) { return std::abs(p.x - edge.at(p.y)) <= tolerance; }));
      if (on_it <= most) continue;
      most = on_it;
      best = edge;
    }
  }
  return best;
}

template <class Find>
std::optional<Edge> edge_along(const cv::Mat& brightness, int stretch, double mm, Find find) {
  std::vector<cv::Point2d> points;
  for (int row = 0; row < brightness.rows; ++row) {
    if (const std::optional<int> x = find(brightness.row(row)))
      points.emplace_back(*x, (row + 0.5) * stretch);
  }
  return line_through(points, brightness.rows, kOnLineMm * mm);
}

/// How far inwards of the valley the page stays dark.
double shadow_of(const cv::Mat& brightness, const Edge& edge, int stretch, double mm) {
  std::vector<int> widths;
  for (int row = 0; row < brightness.rows; ++row) {
    const int from = std::clamp(cvRound(edge.at((row + 0.5) * stretch)), 0, brightness.cols - 1);
    const int end = std::min(brightness.cols, from + cvCeil(kAroundMm * mm));
    double page = 0;
    cv::minMaxLoc(brightness.row(row).colRange(from, end), nullptr, &page);
    int x = from;
    while (x + 1 < end && brightness.at<float>(row, x) < kShadow * page) ++x;
    widths.push_back(x - from);
  }
  std::ranges::nth_element(widths, widths.begin() + static_cast<long>(widths.size() / 2));
  return std::min<double>(widths[widths.size() / 2], kShadowMm * mm);
}

/// Whether what lies in `beyond` is foreign: empty, or written on and cut off by the picture's left edge.
bool is_foreign(const cv::Mat& gray, const cv::Mat& beyond, double mm) {
  cv::Mat around, labels;
  const int reach = std::max(3, cvRound(5 * mm) | 1);
  cv::morphologyEx(gray, around, cv::MORPH_CLOSE, cv::Mat::ones(reach, reach, CV_8UC1));
  cv::Mat ink;
  cv::compare(gray, kInk * around, ink, cv::CMP_LT);
  ink &= beyond;
  ink.setTo(0, gray == 0);  // bed
  int cut_off = 0;
  bool free = false;
  for (const Component& piece : find_components(ink, labels)) {
    const double longer = std::max(piece.box.width(), piece.box.height());
    if (longer < kLeastLetterMm * mm || longer > kMostLetterMm * mm) continue;
    if (piece.box.x0 == 0)
      ++cut_off;
    else
      free = true;
  }
  return cut_off >= kCutOff || !free;
}

/// For the left edge of the view.
void add_beyond_left(const cv::Mat& gray, double paper, double mm, cv::Mat& bed) {
  const int stretch = std::max(4, cvRound(kStretchMm * mm)), columns = static_cast<int>(kReach * gray.cols);
  if (columns < kPlateauMm * mm * 2 || gray.rows < kLeastStretches * stretch) return;
  cv::Mat plain;
  const int rule = std::max(3, cvRound(kRuleMm * mm) | 1);
  cv::morphologyEx(gray.colRange(0, columns), plain, cv::MORPH_CLOSE, cv::Mat::ones(1, rule, CV_8UC1));
  const cv::Mat brightness = brightness_along(plain, stretch, columns);
  std::optional<Edge> edge = edge_along(
      brightness, stretch, mm, [&](const cv::Mat& row) { return valley_of(row, kValley * paper, mm); });
  double inwards = kFadeMm * mm;
  if (edge) {
    inwards += shadow_of(brightness, *edge, stretch, mm);
  } else {
    edge = edge_along(brightness, stretch, mm,
                      [&](const cv::Mat& row) { return step_of(row, kStep * paper, mm); });
  }
  if (!edge) return;
  inwards += 0.5 * stretch * std::abs(edge->slope);
  const auto corners = [&](double margin) {
    return std::vector<cv::Point>{{-1, -1},
                                  {cvRound(edge->at(0) + margin), -1},
                                  {cvRound(edge->at(gray.rows) + margin), gray.rows},
                                  {-1, gray.rows}};
  };
  cv::Mat beyond = cv::Mat::zeros(gray.size(), CV_8UC1);
  cv::fillConvexPoly(beyond, corners(-mm), 255);
  if (!is_foreign(gray.colRange(0, columns), beyond.colRange(0, columns), mm)) return;
  cv::fillConvexPoly(bed, corners(inwards), 255);
}

}  // namespace

void add_beyond_edges(const CoarseView& scan, cv::Mat& bed) {
  cv::Mat gray = scan.gray.clone();
  gray.setTo(0, bed);  // as dark as nothing else, so that no valley lies before it
  for (int side = 0; side < 4; ++side) {
    add_beyond_left(gray, scan.paper_brightness, scan.pixels_per_mm, bed);
    cv::rotate(gray, gray, cv::ROTATE_90_CLOCKWISE);
    cv::rotate(bed, bed, cv::ROTATE_90_CLOCKWISE);
  }
}

}  // namespace folio
