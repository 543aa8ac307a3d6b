#include "separate/cancel_finder.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace folio {
namespace {

constexpr double kSteepest = 0.5;     // slope
constexpr double kCovered = 0.95;     // share of the columns that the stroke inks
constexpr double kLeastEnd = 0.07;    // how far it sticks out on either side, in heights of the writing
constexpr double kBothEnds = 0.35;    // … and on both together
constexpr double kLeastSide = 0.15;   // share of the writing's ink above the stroke, and below
constexpr double kLeastHeight = 2.5;  // of the writing, in thicknesses of the stroke
constexpr double kCrossing =
    1.2;  // way through the stroke, in its widths: up to 34 degrees off the straight way
constexpr double kLeastWidth = 2;  // the same: a cross is no cancelled 1

struct StraightLine {
  double slope = 0;
  double y = 0;  ///< at column 0
  double y_at(double x) const { return y + slope * x; }
};

/// The line that inks most columns; of neighboring ones the middle.
StraightLine fullest_line(const cv::Mat& ink, const cv::Rect& box, int& covered) {
  std::vector<cv::Point> points;
  cv::findNonZero(ink, points);
  // Column by column, so that a column counts once for each row.
  std::ranges::sort(points, [](const cv::Point& a, const cv::Point& b) {
    return std::pair(a.x, a.y) < std::pair(b.x, b.y);
  });
  const int steps = std::max(4, box.width);  // half a pixel from end to end
  StraightLine best;
  covered = 0;
  double best_near = 0;
  const int margin = static_cast<int>(kSteepest * box.width) + 2;
  std::vector<int> rows, last;
  for (int step = -steps; step <= steps; ++step) {
    const double slope = kSteepest * step / steps;
    rows.assign(static_cast<size_t>(box.height) + 2 * static_cast<size_t>(margin), 0);
    last.assign(rows.size(), -1);
    for (const cv::Point& p : points) {
      const int row = cvRound(p.y - box.y - slope * (p.x - box.x)) + margin;
      if (last[row] == p.x) continue;
      last[row] = p.x;
      ++rows[row];
    }
    for (size_t row = 1; row + 1 < rows.size(); ++row) {
      const double near = rows[row] + 0.5 * (rows[row - 1] + rows[row + 1]);
      if (rows[row] < covered || (rows[row] == covered && near <= best_near)) continue;
      covered = rows[row];
      best_near = near;
      best.slope = slope;
      best.y = static_cast<double>(row) - margin + box.y - slope * box.x;
    }
  }
  return best;
}

/// Ink above and below the line in most columns, as one height. What it crosses makes some columns higher.
double thickness_along(const cv::Mat& ink, const cv::Rect& box, const StraightLine& line) {
  std::vector<int> heights;
  for (int x = box.x; x < box.br().x; ++x) {
    const int middle = cvRound(line.y_at(x));
    if (middle < 0 || middle >= ink.rows || ink.at<uchar>(middle, x) == 0) continue;
    int top = middle, foot = middle;
    while (top > 0 && ink.at<uchar>(top - 1, x) != 0) --top;
    while (foot + 1 < ink.rows && ink.at<uchar>(foot + 1, x) != 0) ++foot;
    heights.push_back(foot - top + 1);
  }
  if (heights.empty()) return 0;
  const auto low = heights.begin() + static_cast<long>(2 * heights.size() / 5);
  std::ranges::nth_element(heights, low);
  return *low;
}

/// Pixels of the stroke beneath which the writing goes on: those from which it is not much farther to the
/// writing above and below than straight through the stroke.
cv::Mat crossed_by(const cv::Mat& rest, const cv::Mat& stroke, const StraightLine& line, double width) {
  cv::Mat above = cv::Mat(rest.size(), CV_8UC1, cv::Scalar(255)), below = above.clone();
  for (int y = 0; y < rest.rows; ++y) {
    for (int x = 0; x < rest.cols; ++x) {
      if (rest.at<uchar>(y, x) != 0) (y < line.y_at(x) ? above : below).at<uchar>(y, x) = 0;
    }
  }
  cv::Mat to_above, to_below;
  cv::distanceTransform(above, to_above, cv::DIST_L2, cv::DIST_MASK_5);
  cv::distanceTransform(below, to_below, cv::DIST_L2, cv::DIST_MASK_5);
  return stroke & ((to_above + to_below) <= kCrossing * width);
}

/// Pixels of `ink` within `reach` of the line.
cv::Mat along(const cv::Mat& ink, const StraightLine& line, double reach) {
  cv::Mat band = cv::Mat::zeros(ink.size(), CV_8UC1);
  for (int x = 0; x < ink.cols; ++x) {
    const int top = std::max(0, cvRound(line.y_at(x) - reach));
    const int foot = std::min(ink.rows - 1, cvRound(line.y_at(x) + reach));
    for (int y = top; y <= foot; ++y) band.at<uchar>(y, x) = ink.at<uchar>(y, x);
  }
  return band;
}

}  // namespace

std::optional<Cancel> find_cancel(const cv::Mat& ink) {
  const cv::Rect box = cv::boundingRect(ink);
  if (box.width < 8 || box.height < 8) return std::nullopt;
  int covered = 0;
  const StraightLine line = fullest_line(ink, box, covered);
  if (covered < kCovered * box.width) return std::nullopt;
  Cancel cancel;
  cancel.thickness = thickness_along(ink, box, line);
  cancel.stroke = along(ink, line, 0.5 * cancel.thickness + 1);
  // The stroke's rim is left over too; it is thin.
  cv::Mat rest;
  cv::morphologyEx(ink & ~cancel.stroke, rest, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_RECT, {2, 2}));
  cancel.writing = cv::boundingRect(rest);
  const cv::Rect& writing = cancel.writing;
  const double height = writing.height;
  if (height < kLeastHeight * cancel.thickness || writing.width < kLeastWidth * cancel.thickness)
    return std::nullopt;
  const double left = writing.x - box.x, right = box.br().x - writing.br().x;
  if (std::min(left, right) < kLeastEnd * height || left + right < kBothEnds * height) return std::nullopt;
  int above = 0, below = 0;
  for (int x = 0; x < rest.cols; ++x) {
    for (int y = 0; y < rest.rows; ++y) {
      if (rest.at<uchar>(y, x) != 0) ++(y < line.y_at(x) ? above : below);
    }
  }
  if (std::min(above, below) < kLeastSide * (above + below)) return std::nullopt;
  cancel.crossed = crossed_by(rest, cancel.stroke, line, cancel.thickness + 2);
  return cancel;
}

}  // namespace folio
