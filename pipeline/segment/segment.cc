#include "segment/segment.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/binarizer.h"
#include "imaging/components.h"

namespace folio {
namespace {

cv::Mat draw(const SegmentedPage& page) {
  cv::Mat picture;
  cv::cvtColor(page.upright->gray, picture, cv::COLOR_GRAY2BGR);
  if (page.grid) {
    const Box& frame = page.upright->frame;
    double x = page.grid->origin_x +
               std::ceil((frame.x0 - page.grid->origin_x) / page.grid->pitch) * page.grid->pitch;
    for (; x < frame.x1; x += page.grid->pitch) {
      cv::line(picture, cv::Point2d(x, frame.y0), cv::Point2d(x, frame.y1), {255, 220, 180}, 1);
    }
  }
  for (const int idx : page.loose_idxs)
    cv::rectangle(picture, to_rect(page.components[idx].box), {0, 160, 255}, 1);
  int number = 0;
  for (const InkLine& line : page.lines) {
    cv::rectangle(picture, to_rect(line.box), {0, 160, 0}, 2);
    cv::line(picture, line.baseline.left, line.baseline.right, {0, 0, 255}, 2);
    cv::putText(picture, std::to_string(++number), {line.box.x0 - 40, line.box.y1}, cv::FONT_HERSHEY_PLAIN, 2,
                {200, 0, 0}, 2);
  }
  return picture;
}

/// Headings in letters much larger than the page's are grouped by their own size, from what is left.
void add_larger_lines(SegmentedPage& page, const LineGrouping& grouping) {
  std::vector<char> taken(page.components.size(), 0);
  for (const InkLine& line : page.lines) {
    for (const int idx : line.component_idxs) taken[idx] = 1;
  }
  std::vector<Component> left;
  std::vector<int> left_idxs;
  for (int i = 0; i < static_cast<int>(taken.size()); ++i) {
    const Component& c = page.components[i];
    if (taken[i] || c.box.height() <= grouping.max_letter * page.letter_height) continue;
    left.push_back(c);
    left_idxs.push_back(i);
  }
  const double height = usual_letter_height(left, page.ink.size());
  if (height <= 0) return;
  for (InkLine& line : group_lines(left, height, page.ink.size(), grouping)) {
    if (line.component_idxs.size() < 4) continue;
    for (int& idx : line.component_idxs) idx = left_idxs[idx];
    const auto after = std::ranges::find_if(
        page.lines, [&](const InkLine& other) { return other.baseline.left.y > line.baseline.left.y; });
    page.lines.insert(after, std::move(line));
  }
}

}  // namespace

SegmentedPage segment(std::shared_ptr<const UprightPage> upright, const SegmentOptions& options,
                      DebugImages& debug) {
  SegmentedPage page;
  page.ink = upright->scan->bilevel ? cv::Mat(upright->gray < 128) : binarize(upright->gray);
  page.components = find_components(page.ink, page.labels);
  page.letter_height = usual_letter_height(page.components, page.ink.size());
  page.lines = group_lines(page.components, page.letter_height, page.ink.size(), options.grouping);
  add_larger_lines(page, options.grouping);
  page.grid = fit_grid(page.lines, page.components, page.letter_height, options.grid);
  std::vector<char> taken(page.components.size(), 0);
  for (const InkLine& line : page.lines) {
    for (const int idx : line.component_idxs) taken[idx] = 1;
  }
  for (int i = 0; i < static_cast<int>(taken.size()); ++i) {
    if (!taken[i]) page.loose_idxs.push_back(i);
  }
  page.upright = std::move(upright);
  if (debug.wanted()) debug.add("segment", "lines", draw(page));
  return page;
}

}  // namespace folio
