#include "segment/segment.h"

#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "imaging/binarizer.h"
#include "imaging/ink_lines.h"

namespace folio {
namespace {

cv::Mat draw(const SegmentedPage& page) {
  cv::Mat picture;
  cv::cvtColor(page.upright->gray, picture, cv::COLOR_GRAY2BGR);
  if (const TypewriterGrid* grid = page.main_grid()) {
    const Box& frame = page.upright->frame;
    double x = grid->origin_x + std::ceil((frame.x0 - grid->origin_x) / grid->pitch) * grid->pitch;
    for (; x < frame.x1; x += grid->pitch) {
      cv::line(picture, cv::Point2d(x, frame.y0), cv::Point2d(x, frame.y1), {255, 220, 180}, 1);
    }
  }
  for (const int idx : page.loose_idxs)
    cv::rectangle(picture, to_rect(page.components[idx].box), {0, 160, 255}, 1);
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
