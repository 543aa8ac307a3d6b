#include "deskew/bed_cleaner.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "deskew/edge_line.h"
#include "imaging/components.h"

namespace folio {
namespace {

constexpr double kReach = 0.05;      // of the side across
constexpr double kRim = 0.6;         // of the reach, 3 % of the side: where a line is no table's
constexpr int kDark = 180;           // grey of bed, its fading edge included, beside evened-out paper
constexpr double kLeast = 0.02;      // of the side along, of a thin piece …
constexpr double kThin = 0.3;        // … no deeper than this share of its length
constexpr double kCertain = 0.15;    // of the side along: as long is nothing else
constexpr double kSoftEdge = 0.002;  // of the longer side: where bed fades into paper

/// Clears what touches the edge. `strip` has the page's edge as its first row.
void clear_touching(cv::Mat& strip, int soft) {
  cv::Mat labels;
  const std::vector<Component> pieces = find_components(strip < kDark, labels);
  cv::Mat bed = cv::Mat::zeros(strip.size(), CV_8UC1);
  bool any = false;
  for (const Component& piece : pieces) {
    const double length = piece.box.width(), share = length / strip.cols;
    const bool thin = share >= kLeast && piece.box.height() <= kThin * length;
    if (piece.box.y0 > 0 || (!thin && share < kCertain)) continue;
    bed(to_rect(piece.box)).setTo(255, labels(to_rect(piece.box)) == piece.label);
    any = true;
  }
  if (!any) return;
  cv::dilate(bed, bed, cv::Mat::ones(2 * soft + 1, 2 * soft + 1, CV_8UC1));
  strip.setTo(255, bed);
}

void clear_strip(cv::Mat strip, int soft) {
  clear_touching(strip, soft);
  cv::Mat rim = strip.rowRange(0, cvRound(kRim * strip.rows));
  clear_edge_line(rim);
}

}  // namespace

void clear_bed(cv::Mat& even, const cv::Mat& bed) {
  if (cv::countNonZero(bed) == 0) return;
  cv::Mat full;
  cv::resize(bed, full, even.size(), 0, 0, cv::INTER_NEAREST);
  even.setTo(255, full);
}

void clear_edges(cv::Mat& even) {
  const int rows = static_cast<int>(kReach * even.rows), columns = static_cast<int>(kReach * even.cols);
  if (rows == 0 || columns == 0) return;
  const int soft = std::max(1, cvRound(kSoftEdge * std::max(even.rows, even.cols)));
  clear_strip(even.rowRange(0, rows), soft);
  cv::Mat turned;
  cv::flip(even.rowRange(even.rows - rows, even.rows), turned, 0);
  clear_strip(turned, soft);
  cv::flip(turned, even.rowRange(even.rows - rows, even.rows), 0);
  cv::rotate(even.colRange(0, columns), turned, cv::ROTATE_90_CLOCKWISE);
  clear_strip(turned, soft);
  cv::rotate(turned, even.colRange(0, columns), cv::ROTATE_90_COUNTERCLOCKWISE);
  cv::rotate(even.colRange(even.cols - columns, even.cols), turned, cv::ROTATE_90_COUNTERCLOCKWISE);
  clear_strip(turned, soft);
  cv::rotate(turned, even.colRange(even.cols - columns, even.cols), cv::ROTATE_90_CLOCKWISE);
}

}  // namespace folio
