#include "separate/hand_grouper.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

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
  if (right > 0.62 && low < 0.125 && box.width() < 14 * unit) return Role::leaf_number;
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

/// Pieces of ink that belong together, and the box around them.
struct Group {
  std::vector<Component> pieces;
  Box box;
  double area = 0;

  void add(const Component& piece) {
    pieces.push_back(piece);
    box = unite(box, piece.box);
    area += piece.area;
  }
};

/// Strokes of one word, and words of one line, lie closer along the line than across it.
std::vector<Group> group_pieces(const cv::Mat& ink, double unit) {
  cv::Mat linked, labels, piece_labels;
  cv::dilate(ink, linked, element(cvRound(2.2 * unit) | 1, cvRound(0.5 * unit) | 1));
  const int count = cv::connectedComponents(linked, labels, 8, CV_32S);
  std::vector<Group> groups(static_cast<size_t>(count));
  const std::vector<Component> pieces = find_components(ink, piece_labels);
  for (const Component& piece : pieces) {
    // Any pixel of the piece tells its group; one lies in its first row.
    const int* row = piece_labels.ptr<int>(piece.box.y0);
    int x = piece.box.x0;
    while (row[x] != piece.label) ++x;
    groups[labels.at<int>(piece.box.y0, x)].add(piece);
  }
  std::erase_if(groups, [](const Group& group) { return group.pieces.empty(); });
  return groups;
}

bool is_writing(const Group& group, double unit) {
  return std::max(group.box.width(), group.box.height()) >= 0.9 * unit && group.box.height() >= 0.35 * unit &&
         group.area >= 0.12 * unit * unit;
}

/// Takes the carets out of a group: small signs that stand within a typed line, below what is written above
/// it.
void drop_carets(Group& group, const std::vector<LayerLine>& typed, double unit) {
  const auto in_typed_band = [&](const Component& piece) {
    if (piece.box.width() > 2.2 * unit || piece.box.height() > 2.2 * unit) return false;
    return std::ranges::any_of(typed, [&](const LayerLine& line) {
      const double above = line.baseline.y_at(piece.box.center_x()) - piece.box.center_y();
      return above > -0.5 * unit && above < 1.5 * unit && piece.box.center_x() > line.box.x0 - 2 * unit &&
             piece.box.center_x() < line.box.x1 + 2 * unit;
    });
  };
  Group rest;
  for (const Component& piece : group.pieces) {
    if (!in_typed_band(piece)) rest.add(piece);
  }
  if (!rest.pieces.empty() && is_writing(rest, unit)) group = std::move(rest);
}

/// Parts a group of two or more lines at the emptiest row between them, again and again. One line's row of
/// descenders is never as empty.
std::vector<Group> split_lines(Group group, const cv::Mat& ink, double unit) {
  std::vector<Group> done, open{std::move(group)};
  while (!open.empty()) {
    Group now = std::move(open.back());
    open.pop_back();
    const int height = now.box.height();
    if (height < 2.8 * unit || now.pieces.size() < 2) {
      done.push_back(std::move(now));
      continue;
    }
    cv::Mat rows;
    cv::reduce(ink(to_rect(now.box)), rows, 1, cv::REDUCE_AVG, CV_64F);
    cv::blur(rows, rows, {1, std::max(1, cvRound(0.15 * unit))});
    const double mean = cv::mean(rows)[0];
    int best = -1;
    double least = 0.2 * mean;
    for (int y = height * 3 / 10; y < height * 7 / 10; ++y) {
      if (rows.at<double>(y) < least) least = rows.at<double>(y), best = y;
    }
    Group upper, lower;
    for (const Component& piece : now.pieces) {
      (best >= 0 && piece.box.center_y() >= now.box.y0 + best ? lower : upper).add(piece);
    }
    if (best < 0 || !is_writing(upper, unit) || !is_writing(lower, unit)) {
      done.push_back(std::move(now));
      continue;
    }
    open.push_back(std::move(lower));
    open.push_back(std::move(upper));
  }
  return done;
}

LayerLine to_line(const Group& group, Role role, double unit) {
  const Box& box = group.box;
  LayerLine line;
  line.layer = Layer::hand;
  line.role = role;
  line.box = box;
  // Writing much higher than a line is turned by a quarter, or no text.
  if (box.height() > 3 * box.width() && box.height() > 8 * unit) line.quarter_turns = 1;
  const double foot = box.y1 - 0.22 * box.height();
  line.baseline = {{double(box.x0), foot}, {double(box.x1), foot}};
  line.x_height = std::max(0.6 * unit, 0.45 * std::min<double>(box.height(), 3 * unit));
  line.confidence = std::clamp(0.5 + 0.05 * box.width() / unit, 0.5, 0.9);
  if (role == Role::leaf_number) frame_figures(line);
  return line;
}

}  // namespace

void frame_figures(LayerLine& line) {
  constexpr double kFigures = 1.4;  // their height in x-heights: that of capitals
  line.baseline = {{double(line.box.x0), double(line.box.y1)}, {double(line.box.x1), double(line.box.y1)}};
  line.x_height = line.box.height() / kFigures;
}

HandWriting group_hand(cv::Mat& ink, const std::vector<LayerLine>& typed_lines, double unit,
                       const Box& frame) {
  HandWriting out;
  Box typed_block;
  for (const LayerLine& line : typed_lines) typed_block = unite(typed_block, line.box);
  for (Group& group : group_pieces(ink, unit)) {
    if (!is_writing(group, unit)) {
      for (const Component& piece : group.pieces) {
        cv::Mat here = ink(to_rect(piece.box));
        here.setTo(0);
      }
      continue;
    }
    drop_carets(group, typed_lines, unit);
    for (const Group& part : split_lines(std::move(group), ink, unit)) {
      const Role role = role_of(part.box, typed_lines, typed_block, unit, frame);
      LayerLine line = to_line(part, role, unit);
      if (line.quarter_turns == 0 && (role == Role::signature || part.box.height() > 7 * unit)) {
        out.regions.push_back({Layer::hand, role, part.box, line.confidence});
      } else {
        out.lines.push_back(std::move(line));
      }
    }
  }
  return out;
}

}  // namespace folio
