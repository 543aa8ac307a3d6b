#include "recognize/line_image.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "page/label_row.h"
#include "recognize/typed_scale.h"

namespace folio {
namespace {

constexpr double kLeastBend = 0.06;  // x-heights: less is not worth a sample of its own

/// Ink of the line within `area`: of its layer and, where the line names its pieces, of those pieces.
cv::Mat ink_of(const LayeredPage& page, const LayerLine& line, const Box& area) {
  cv::Mat ink = page.masks[line.layer](to_rect(area)).clone();
  if (line.component_idxs.empty()) {
    cv::Mat inside = cv::Mat::zeros(ink.size(), CV_8UC1);
    const auto keep = [&](const Box& box) {
      const Box own = intersect(intersect(box, line.box), area);
      if (own.empty()) return;
      const cv::Rect rect(own.x0 - area.x0, own.y0 - area.y0, own.width(), own.height());
      ink(rect).copyTo(inside(rect));
    };
    if (line.piece_boxes.empty()) keep(line.box);
    for (const Box& box : line.piece_boxes) keep(box);
    return inside;
  }
  std::vector<int> own;
  own.reserve(line.component_idxs.size());
  for (const int idx : line.component_idxs) own.push_back(page.machine->components[idx].label);
  std::ranges::sort(own);
  const int first = own.front(), last = own.back();
  std::vector<uchar> is_own(static_cast<size_t>(last - first) + 1, 0);
  for (const int label : own) is_own[label - first] = 255;
  for (int y = 0; y < ink.rows; ++y) {
    const LabelRow label(page.machine->labels, area.y0 + y);
    uchar* out = ink.ptr<uchar>(y);
    for (int x = 0; x < ink.cols; ++x) {
      const int here = label[area.x0 + x];
      if (out[x] != 0 && (here < first || here > last || is_own[here - first] == 0)) out[x] = 0;
    }
  }
  return ink;
}

/// The page's grey where ink is kept, with the soft edge of strokes; paper elsewhere.
cv::Mat paint(const LayeredPage& page, const LayerLine& line, const Box& area, bool with_strikes) {
  cv::Mat ink = ink_of(page, line, area);
  if (with_strikes) {
    const Box own = intersect(line.box, area);
    const cv::Rect rect(own.x0 - area.x0, own.y0 - area.y0, own.width(), own.height());
    cv::Mat strikes = page.masks[Layer::strike](to_rect(own)).clone();
    // Between the letters the stroke helps nobody.
    for (int x = 0; x < strikes.cols; ++x) {
      if (cv::countNonZero(ink(rect).col(x)) == 0) strikes.col(x).setTo(0);
    }
    ink(rect) |= strikes;
  }
  cv::Mat keep;
  const int reach = std::max(1, cvRound(0.06 * line.x_height));
  cv::dilate(ink, keep, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * reach + 1, 2 * reach + 1}));
  // The soft edge may not bring back ink of others.
  const cv::Mat others = page.segmented->ink(to_rect(area)) & ~ink;
  keep.setTo(0, others);
  cv::Mat out(ink.size(), CV_8UC1, cv::Scalar(255));
  page.segmented->upright->gray(to_rect(area)).copyTo(out, keep);
  return out;
}

}  // namespace

Box LineImage::on_page(const Box& box) const {
  if (straightened.bend == 0) return page_from_line(box);
  // The bend moves along the page's y. It is level enough within a word that the box's ends and middle tell.
  Box out;
  for (const double x : {double(box.x0), box.center_x(), double(box.x1)}) {
    const cv::Point2d top = page_from_line(cv::Point2d(x, box.y0)),
                      foot = page_from_line(cv::Point2d(x, box.y1));
    const double shift = straightened.bend_at(0.5 * (top.x + foot.x));
    const auto low = [](double v) { return static_cast<int>(std::floor(v + 0.499)); };
    const auto high = [](double v) { return static_cast<int>(std::ceil(v - 0.499)); };
    const Box slice{low(std::min(top.x, foot.x)), low(top.y + shift), high(std::max(top.x, foot.x)),
                    high(foot.y + shift)};
    out = out.empty() ? Box{slice.x0, slice.y0, std::max(slice.x1, slice.x0 + 1), slice.y1}
                      : Box{std::min(out.x0, slice.x0), std::min(out.y0, slice.y0),
                            std::max(out.x1, slice.x1), std::max(out.y1, slice.y1)};
  }
  return out;
}

LineImage cut_line(const LayeredPage& page, const LayerLine& line, const LineImageShape& shape,
                   bool with_strikes) {
  const TypedScale typed = typed_scale(page, line);
  const double unit = std::max(2.0, typed.x_height);
  const auto turns = static_cast<int>(line.quarter_turns) & 3;
  const cv::Size page_size = page.segmented->ink.size();
  const Box area = clip(grow(line.box, cvRound(unit), cvRound(unit)), page_size);
  LineImage out;
  if (area.empty()) return out;
  const cv::Mat painted = paint(page, line, area, with_strikes);

  // Frame of the line: its left end on the baseline, its direction, its length.
  cv::Point2d start = line.baseline.left, along = line.baseline.right - line.baseline.left;
  if (turns != 0 || along.x * along.x + along.y * along.y < 1) along = {1, 0};
  double length = line.box.width();
  const auto left = double(line.box.x0), top = double(line.box.y0);
  const auto right = double(line.box.x1), bottom = double(line.box.y1);
  if (turns == 1) start = {right - 0.3 * line.box.width(), bottom}, along = {0, -1};
  if (turns == 2) start = {right, top + 0.3 * line.box.height()}, along = {-1, 0};
  if (turns == 3) start = {left + 0.3 * line.box.width(), top}, along = {0, 1};
  if (turns == 1 || turns == 3) length = line.box.height();
  const double norm = std::hypot(along.x, along.y);
  if (turns == 0) length *= norm / along.x;
  along = along / norm;
  const cv::Point2d down(-along.y, along.x);

  double scale = shape.x_height / unit;
  const double width = length + 2 * shape.side * unit;
  scale = std::min(scale, shape.max_width / width);
  const cv::Size size(std::max(4, static_cast<int>(std::ceil(width * scale))),
                      std::max(4, static_cast<int>(std::ceil((shape.above + shape.below) * unit * scale))));
  const cv::Point2d origin = start - along * (shape.side * unit) - down * (shape.above * unit);
  out.page_from_line = Transform(cv::Matx33d(along.x / scale, down.x / scale, origin.x,  //
                                             along.y / scale, down.y / scale, origin.y,  //
                                             0, 0, 1));
  out.x_height = unit * scale;
  out.baseline_y = shape.above * unit * scale;
  out.pitch = typed.pitch * scale;
  out.layer = line.layer;

  // Shrinking by bilinear samples alone would skip strokes: soften first by what is left out.
  cv::Mat soft = painted;
  if (scale < 0.8) cv::GaussianBlur(painted, soft, {}, 0.35 / scale);
  const cv::Matx33d& m = out.page_from_line.matrix();
  const cv::Matx23d map(m(0, 0), m(0, 1), m(0, 2) - area.x0 + 0.5 * (m(0, 0) + m(0, 1)) - 0.5,  //
                        m(1, 0), m(1, 1), m(1, 2) - area.y0 + 0.5 * (m(1, 0) + m(1, 1)) - 0.5);
  const int how = scale > 1.2 ? cv::INTER_CUBIC : cv::INTER_LINEAR;
  if (turns == 0 && std::abs(line.baseline.bend) > kLeastBend * unit) {
    out.straightened = line.baseline;
    cv::Mat from_x(size, CV_32FC1), from_y(size, CV_32FC1);
    for (int y = 0; y < size.height; ++y) {
      for (int x = 0; x < size.width; ++x) {
        const double page_x = map(0, 0) * x + map(0, 1) * y + map(0, 2);
        const double shift = line.baseline.bend_at(page_x + area.x0 + 0.5);
        from_x.at<float>(y, x) = static_cast<float>(page_x);
        from_y.at<float>(y, x) = static_cast<float>(map(1, 0) * x + map(1, 1) * y + map(1, 2) + shift);
      }
    }
    cv::remap(soft, out.gray, from_x, from_y, how, cv::BORDER_CONSTANT, 255);
  } else {
    cv::warpAffine(soft, out.gray, map, size, how | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, 255);
  }
  return out;
}

}  // namespace folio
