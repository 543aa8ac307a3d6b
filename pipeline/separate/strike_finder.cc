#include "separate/strike_finder.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"
#include "imaging/ink_cells.h"

namespace folio {
namespace {

cv::Mat element(int width, int height) {
  return cv::getStructuringElement(cv::MORPH_RECT, {std::max(1, width), std::max(1, height)});
}

/// Band of the line between `low` and `high` x-heights above its baseline.
Box band_of(const StrikeSearch& line, double low, double high, const cv::Size& page) {
  const double left = line.baseline.y_at(line.line_box.x0), right = line.baseline.y_at(line.line_box.x1);
  const Box band{line.line_box.x0 - static_cast<int>(line.pitch),
                 static_cast<int>(std::floor(std::min(left, right) - high * line.x_height)),
                 line.line_box.x1 + static_cast<int>(line.pitch),
                 static_cast<int>(std::ceil(std::max(left, right) - low * line.x_height))};
  return clip(band, page);
}

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

std::vector<Stroke> find_strokes(const cv::Mat& ink, const cv::Mat& colored, const StrikeSearch& line) {
  std::vector<Stroke> strokes;
  const double unit = line.x_height;
  const Box band = band_of(line, -0.1, 1.45, ink.size());
  if (band.empty() || unit < 5) return strokes;
  const cv::Mat here = ink(to_rect(band));
  // Joined a little upwards and downwards, a slanted stroke has long level runs.
  cv::Mat joined;
  cv::dilate(here, joined, element(1, std::max(3, cvRound(0.10 * unit) | 1)));
  cv::Mat runs;
  cv::morphologyEx(joined, runs, cv::MORPH_OPEN, element(cvRound(1.2 * line.pitch), 1));
  // What is thick as well as long is a blot, not a stroke.
  cv::Mat thick;
  cv::morphologyEx(runs, thick, cv::MORPH_OPEN, element(3, cvRound(0.55 * unit)));
  cv::dilate(thick, thick, element(5, 5));
  runs.setTo(0, thick);
  runs &= here;

  cv::Mat linked, labels;
  cv::dilate(runs, linked, element(cvRound(0.8 * line.pitch) | 1, 3));
  for (const Component& piece : find_components(linked, labels)) {
    const cv::Mat own = (labels(to_rect(piece.box)) == piece.label) & runs(to_rect(piece.box));
    std::vector<cv::Point> points;
    cv::findNonZero(own, points);
    if (points.empty()) continue;
    const Box area{band.x0 + piece.box.x0, band.y0 + piece.box.y0, band.x0 + piece.box.x1,
                   band.y0 + piece.box.y1};
    const Box box = to_box(cv::boundingRect(points) + cv::Point(area.x0, area.y0));
    const double in_color =
        cv::countNonZero(own & colored(to_rect(area))) / static_cast<double>(points.size());
    // Worn letters run together over two cells; a pen's color needs no such length to be believed.
    const double least = in_color > 0.6 ? 1.2 : 2.7;
    if (box.width() < least * line.pitch) continue;
    double middle = 0;
    for (const cv::Point& p : points) middle += p.y + area.y0;
    middle /= static_cast<double>(points.size());
    const double baseline = line.baseline.y_at(box.center_x());
    const double height = (baseline - middle) / unit;  // of the stroke above the feet, in x-heights
    const double thickness = static_cast<double>(points.size()) / box.width() / unit;
    // Serifs that run together lie at the feet or the heads; a stroke lies between.
    const bool sure = in_color > 0.6;
    if (height < (sure ? 0.1 : 0.27) || height > (sure ? 0.9 : 0.72) || thickness > (sure ? 0.45 : 0.3))
      continue;
    const Box whole{box.x0, static_cast<int>(baseline - 1.4 * unit), box.x1,
                    static_cast<int>(baseline + 0.35 * unit)};
    const double length = box.width() / line.pitch;
    strokes.push_back({{clip(whole, ink.size()), StrikeKind::line,
                        std::clamp(0.4 + 0.1 * length + 0.3 * in_color, 0.0, 0.95)},
                       own,
                       area});
  }
  return strokes;
}

std::vector<double> cell_ink(const cv::Mat& typed, const StrikeSearch& line, double cell_origin_x) {
  std::vector<double> shares;
  const double unit = line.x_height;
  for (double x = cell_origin_x + std::floor((line.line_box.x0 - cell_origin_x) / line.pitch) * line.pitch;
       x < line.line_box.x1; x += line.pitch) {
    const double baseline = line.baseline.y_at(x);
    const Box cell = clip({cvRound(x), cvRound(baseline - unit), cvRound(x + line.pitch), cvRound(baseline)},
                          typed.size());
    if (cell.empty()) continue;
    const double share = cv::countNonZero(typed(to_rect(cell))) / static_cast<double>(cell.area());
    if (share > 0.05) shares.push_back(share);
  }
  return shares;
}

std::vector<Strike> find_typed_over(const cv::Mat& typed, const StrikeSearch& line, double cell_origin_x,
                                    double usual_cell_ink) {
  std::vector<Strike> strikes;
  const double unit = line.x_height;
  constexpr double kDense = 1.38;  // against the usual cell: wide letters (ж, ш, ю) reach 1.3
  Box run;
  int cells = 0;
  double dense_sum = 0;
  const auto close = [&] {
    if (cells >= 3) {
      const double dense = dense_sum / cells / usual_cell_ink;
      strikes.push_back({clip(run, typed.size()), StrikeKind::typed_over, std::clamp(dense - 0.8, 0.3, 0.9)});
    }
    run = {};
    cells = 0;
    dense_sum = 0;
  };
  for (double x = cell_origin_x + std::floor((line.line_box.x0 - cell_origin_x) / line.pitch) * line.pitch;
       x < line.line_box.x1; x += line.pitch) {
    const double baseline = line.baseline.y_at(x);
    const Box cell = clip({cvRound(x), cvRound(baseline - unit), cvRound(x + line.pitch), cvRound(baseline)},
                          typed.size());
    const double share =
        cell.empty() ? 0 : cv::countNonZero(typed(to_rect(cell))) / static_cast<double>(cell.area());
    if (share > kDense * usual_cell_ink) {
      run = unite(run, {cell.x0, cvRound(baseline - 1.4 * unit), cell.x1, cvRound(baseline + 0.35 * unit)});
      ++cells;
      dense_sum += share;
    } else {
      close();
    }
  }
  close();
  return strikes;
}

void take_off_pen(const cv::Mat& pen, const cv::Mat& gray, cv::Mat& typed, double reach) {
  const int rows = std::max(2, cvRound(reach));
  const cv::Mat before = typed.clone();
  for (const Box& area : inked_areas(pen, 2 * rows, 2 * rows + 2)) {
    cv::Mat here = typed(to_rect(area));
    here &= kept_typed(pen(to_rect(area)), gray(to_rect(area)), before(to_rect(area)), rows);
  }
}

}  // namespace folio
