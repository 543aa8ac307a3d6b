#include "separate/strike_finder.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"

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

}  // namespace

StrikeSearch search_in(const InkLine& line, const SegmentedPage& page) {
  const TypewriterGrid* grid = page.main_grid();
  return {line.box, line.baseline, line.x_height, grid != nullptr ? grid->pitch : 1.3 * page.letter_unit()};
}

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

}  // namespace folio
