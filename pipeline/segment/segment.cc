#include "segment/segment.h"

#include <array>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "imaging/binarizer.h"
#include "imaging/ink_lines.h"

namespace folio {
namespace {

/// Cell edges from above the grid's first line to its last, and its rows.
void draw_grid(const SegmentedPage& page, int grid_idx, cv::Mat& picture) {
  static const std::array<cv::Scalar, 4> kColors{
      {{255, 200, 140}, {140, 220, 255}, {200, 255, 160}, {255, 170, 255}}};
  const TypewriterGrid& grid = page.grids[static_cast<size_t>(grid_idx)];
  const cv::Scalar& color = kColors[static_cast<size_t>(grid_idx) % kColors.size()];
  Box span;
  for (const InkLine& line : page.lines)
    if (line.grid_idx == grid_idx) span = unite(span, line.box);
  span = grow(span, 0, cvRound(0.5 * page.letter_height));
  const double first = std::floor((span.x0 - grid.origin_at(span.center_y())) / grid.pitch);
  const double last = std::ceil((span.x1 - grid.origin_at(span.center_y())) / grid.pitch);
  for (double cell = first; cell <= last; ++cell) {
    const double x = cell * grid.pitch;
    cv::line(picture, cv::Point2d(grid.origin_at(span.y0) + x, span.y0),
             cv::Point2d(grid.origin_at(span.y1) + x, span.y1), color, 1);
  }
  if (grid.line_step <= 0) return;
  const auto row_at = [&](double x, double row) {
    return cv::Point2d(x, grid.origin_y + grid.slope * (x - grid.origin_x) + row * grid.line_step);
  };
  const double middle = row_at(span.center_x(), 0).y;
  const double top = std::ceil((span.y0 - middle) / grid.line_step);
  for (double row = top; middle + row * grid.line_step < span.y1; ++row)
    cv::line(picture, row_at(span.x0, row), row_at(span.x1, row), color, 1);
}

cv::Mat draw(const SegmentedPage& page) {
  cv::Mat picture;
  cv::cvtColor(page.upright->gray, picture, cv::COLOR_GRAY2BGR);
  for (size_t g = 0; g < page.grids.size(); ++g) draw_grid(page, static_cast<int>(g), picture);
  for (const int idx : page.loose_idxs)
    cv::rectangle(picture, to_rect(page.components[idx].box), {0, 160, 255}, 1);
  for (const Rule& rule : page.rules)
    cv::rectangle(picture, to_rect(grow(rule.box, 3, 3)),
                  rule.underline ? cv::Scalar(200, 200, 0) : cv::Scalar(200, 80, 200), 2);
  const std::map<BlockKind, cv::Scalar> colors{{BlockKind::body, {160, 160, 160}},
                                               {BlockKind::table, {200, 120, 0}},
                                               {BlockKind::marginal, {200, 0, 200}},
                                               {BlockKind::page_number, {0, 120, 255}}};
  for (const TextBlock& block : page.blocks) {
    const int margin = cvRound(0.5 * page.letter_height);
    cv::rectangle(picture, to_rect(grow(block.box, margin, margin)), colors.at(block.kind), 2);
  }
  int number = 0;
  for (const InkLine& line : page.lines) {
    cv::rectangle(picture, to_rect(line.box), {0, 160, 0}, 2);
    std::vector<cv::Point> curve;
    for (double share = 0; share <= 1; share += 0.05) {
      const double x = line.baseline.left.x + share * (line.baseline.right.x - line.baseline.left.x);
      curve.emplace_back(cvRound(x), cvRound(line.baseline.y_at(x)));
    }
    cv::polylines(picture, curve, false, {0, 0, 255}, 2);
    cv::putText(picture, std::to_string(++number), {line.box.x0 - 40, line.box.y1}, cv::FONT_HERSHEY_PLAIN, 2,
                {200, 0, 0}, 2);
  }
  return picture;
}

}  // namespace

SegmentedPage segment(std::shared_ptr<const UprightPage> upright, const SegmentOptions& options,
                      DebugImages& debug) {
  SegmentedPage page;
  page.ink = upright->scan->bilevel ? cv::Mat(upright->gray < 128) : binarize(upright->gray);
  find_lines(page, options.grouping, options.grid);
  page.upright = std::move(upright);
  if (debug.wanted()) debug.add("segment", "lines", draw(page));
  return page;
}

}  // namespace folio
