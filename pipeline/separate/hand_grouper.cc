#include "separate/hand_grouper.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"

namespace folio {
namespace {

cv::Mat element(int width, int height) {
  return cv::getStructuringElement(cv::MORPH_RECT, {std::max(1, width), std::max(1, height)});
}

Role role_of(const Box& box, const std::vector<LayerLine>& typed, const Box& typed_block, double unit,
             const Box& frame) {
  const double right = (box.center_x() - frame.x0) / std::max(1, frame.width());
  const double low = (box.center_y() - frame.y0) / std::max(1, frame.height());
  if (right > 0.62 && low < 0.12 && box.width() < 14 * unit) return Role::leaf_number;
  if (typed.empty()) return Role::body;
  const int beside = std::min(box.x1, typed_block.x1) - std::max(box.x0, typed_block.x0);
  if (beside >= 0.5 * box.width() && box.center_y() > typed_block.y0 - 2 * unit &&
      box.center_y() < typed_block.y1 + unit) {
    // Between the lines of a text: near a typed line that runs on both sides of it, or above one.
    for (const LayerLine& line : typed) {
      const double above = line.baseline.y_at(box.center_x()) - box.center_y();
      const bool over = box.center_x() > line.box.x0 - 4 * unit && box.center_x() < line.box.x1 + 4 * unit;
      if (over && above > -1.2 * unit && above < 5 * unit && box.height() < 6 * unit) return Role::insertion;
    }
  }
  // A signature sweeps over several lines' height below the text's beginning.
  if (low > 0.3 && box.height() > 4 * unit && box.width() > 6 * unit) return Role::signature;
  return Role::marginalia;
}

}  // namespace

HandWriting group_hand(cv::Mat& ink, const std::vector<LayerLine>& typed_lines, double unit,
                       const Box& frame) {
  HandWriting out;
  Box typed_block;
  for (const LayerLine& line : typed_lines) typed_block = unite(typed_block, line.box);
  // Strokes of one word, and words of one line, lie closer along the line than across it.
  cv::Mat linked, labels;
  cv::dilate(ink, linked, element(cvRound(2.2 * unit) | 1, cvRound(0.5 * unit) | 1));
  for (const Component& group : find_components(linked, labels)) {
    cv::Mat own = (labels(to_rect(group.box)) == group.label) & ink(to_rect(group.box));
    std::vector<cv::Point> points;
    cv::findNonZero(own, points);
    if (points.empty()) continue;
    const cv::Rect tight = cv::boundingRect(points);
    const Box box{tight.x + group.box.x0, tight.y + group.box.y0, tight.x + tight.width + group.box.x0,
                  tight.y + tight.height + group.box.y0};
    const bool writing = std::max(box.width(), box.height()) >= 0.9 * unit && box.height() >= 0.35 * unit &&
                         static_cast<double>(points.size()) >= 0.12 * unit * unit;
    if (!writing) {
      ink(to_rect(group.box)).setTo(0, own);
      continue;
    }
    const Role role = role_of(box, typed_lines, typed_block, unit, frame);
    const double sure = std::clamp(0.5 + 0.05 * box.width() / unit, 0.5, 0.9);
    LayerLine line;
    line.layer = Layer::hand;
    line.role = role;
    line.box = box;
    // Writing much higher than a line is turned by a quarter, or no text.
    if (box.height() > 3 * box.width() && box.height() > 8 * unit) line.quarter_turns = 1;
    const double foot = box.y1 - 0.22 * box.height();
    line.baseline = {{double(box.x0), foot}, {double(box.x1), foot}};
    line.x_height = std::max(0.6 * unit, 0.45 * std::min<double>(box.height(), 3 * unit));
    line.confidence = sure;
    if (role == Role::signature || box.height() > 7 * unit) {
      if (line.quarter_turns == 0) {
        out.regions.push_back({Layer::hand, role, box, sure});
        continue;
      }
    }
    out.lines.push_back(std::move(line));
  }
  return out;
}

}  // namespace folio
