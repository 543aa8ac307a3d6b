#include "separate/pen_removal.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "imaging/components.h"
#include "imaging/ink_cells.h"
#include "imaging/ink_lines.h"

namespace folio {
namespace {

constexpr double kThickestStroke = 0.45;  // letter heights

cv::Mat element(int width, int height) { return cv::getStructuringElement(cv::MORPH_RECT, {width, height}); }

/// Pixels of `pen` where it lies over other ink: the darker of two clear classes within a piece.
cv::Mat doubly_inked(const cv::Mat& pen, const cv::Mat& gray) {
  cv::Mat doubled = cv::Mat::zeros(pen.size(), CV_8UC1);
  // Only the core of the pen's line tells: its soft edge is lighter without any other ink.
  cv::Mat core, labels;
  cv::erode(pen, core, element(3, 3));
  for (const Component& piece : find_components(core, labels)) {
    if (piece.area < 60) continue;
    const cv::Rect rect = to_rect(piece.box);
    const cv::Mat own = labels(rect) == piece.label;
    std::vector<uchar> values;
    values.reserve(static_cast<size_t>(piece.area));
    for (int y = 0; y < own.rows; ++y) {
      for (int x = 0; x < own.cols; ++x) {
        if (own.at<uchar>(y, x) != 0) values.push_back(gray.at<uchar>(rect.y + y, rect.x + x));
      }
    }
    cv::Mat split;
    const double threshold = cv::threshold(values, split, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    double dark = 0, dark_n = 0, light = 0, light_n = 0;
    for (const uchar v : values) {
      (v <= threshold ? dark : light) += v;
      (v <= threshold ? dark_n : light_n) += 1;
    }
    // Two inks swallow twice; one varies less.
    constexpr double kApart = 28;
    if (dark_n < 10 || light_n < 10 || dark_n > 0.7 * piece.area) continue;
    if (light / light_n - dark / dark_n < kApart) continue;
    doubled(rect).setTo(255, own & (gray(rect) <= threshold));
  }
  return doubled;
}

/// Pixels of `typed` that stay typed under the pen, or are not under it.
cv::Mat kept_typed(const cv::Mat& pen, const cv::Mat& gray, const cv::Mat& typed, int rows) {
  const cv::Mat rest = typed & ~pen;
  cv::Mat from_above, from_below;
  const cv::Mat tall = element(1, rows + 1);
  cv::dilate(rest, from_above, tall, {0, rows});
  cv::dilate(rest, from_below, tall, {0, 0});
  // The pale rim of the pen's own line is left over too; it is thin.
  cv::Mat letters, near_typed;
  cv::morphologyEx(rest, letters, cv::MORPH_OPEN, element(3, 3));
  cv::dilate(letters, near_typed, element(2 * rows + 1, 2 * rows + 1));
  return ~pen | (from_above & from_below) | (doubly_inked(pen, gray) & near_typed);
}

}  // namespace

void take_off_pen(const cv::Mat& pen, const cv::Mat& gray, cv::Mat& typed, double reach) {
  const int rows = std::max(2, cvRound(reach));
  const cv::Mat before = typed.clone();
  for (const Box& area : inked_areas(pen, 2 * rows, 2 * rows + 2)) {
    cv::Mat here = typed(to_rect(area));
    here &= kept_typed(pen(to_rect(area)), gray(to_rect(area)), before(to_rect(area)), rows);
  }
}

std::shared_ptr<const SegmentedPage> page_without_pen(const SegmentedPage& page, cv::Mat pen) {
  auto rest = std::make_shared<SegmentedPage>();
  rest->upright = page.upright;
  rest->ink = page.ink.clone();
  take_off_pen(pen, page.upright->gray, rest->ink, kThickestStroke * page.letter_unit());
  pen.release();
  find_lines(*rest);
  if (rest->grids.empty()) rest->grids = page.grids;
  return rest;
}

}  // namespace folio
