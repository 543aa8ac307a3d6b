#include "imaging/rule_lines.h"

#include <algorithm>
#include <cmath>

namespace folio {
namespace {

constexpr double kGap = 0.1;  // letter heights: of a frame's side, a ragged stroke
// Of a rule to the line that it belongs to, in letter heights: how far its middle may lie under or over the
// baseline, and the white between a word and the line to write on beside it.
constexpr double kUnder = 0.9, kOver = 0.3, kBesideWord = 0.6, kAside = 6;
constexpr double kFrameSide = 3;     // a letter with its tail is 1.8 high, with a rule beneath 2.2
constexpr double kUnderlined = 0.4;  // share of an underline that letters stand over: words of two letters

/// Where a level rule lies from a line, in letter heights.
struct Neighbors {
  double below = 0;    ///< its middle below the baseline
  double covered = 0;  ///< share of it that lies under the line's pieces
  double gap = 1e9;    ///< to the nearest piece that stands to the left or right of it
};

Neighbors neighbors_of(const Rule& rule, const InkLine& line, const std::vector<Component>& components,
                       double unit) {
  const Box& box = rule.box;
  Neighbors found;
  found.below = (box.center_y() - line.baseline.y_at(box.center_x())) / unit;
  if (found.below < -kOver - kBesideWord || found.below > kUnder) return found;
  int covered = 0, reached = box.x0;
  for (const int idx : line.component_idxs) {
    const Box& piece = components[static_cast<size_t>(idx)].box;
    const int from = std::max(piece.x0, reached), to = std::min(piece.x1, box.x1);
    if (to > from) covered += to - from, reached = to;
    if (piece.center_x() < box.x0) found.gap = std::min(found.gap, (box.x0 - piece.x1) / unit);
    if (piece.center_x() > box.x1) found.gap = std::min(found.gap, (piece.x0 - box.x1) / unit);
  }
  found.covered = static_cast<double>(covered) / box.width();
  return found;
}

/// At one of its ends an upright stroke goes on, longer than any letter: a table's or a stamp's frame.
bool is_side_of_frame(const Box& rule, const cv::Mat& ink, double unit) {
  const int length = cvRound(kFrameSide * unit), corner = cvRound(0.5 * unit);
  const auto goes_on = [&](int x, int y, int step) {
    const int gap = std::max(1, cvRound(kGap * unit));
    int white = 0;
    for (int rows = 0; rows < length; ++rows, y += step) {
      if (y < 0 || y >= ink.rows) return false;
      white = ink.at<uchar>(y, x) != 0 ? 0 : white + 1;
      if (white > gap) return false;
    }
    return true;
  };
  for (const int end : {rule.x0, rule.x1}) {
    for (int x = std::max(0, end - corner); x < std::min(ink.cols, end + corner); ++x) {
      if (goes_on(x, rule.y1, -1) || goes_on(x, rule.y0, 1)) return true;
    }
  }
  return false;
}

}  // namespace

void attach_rules(std::vector<Rule>& rules, const cv::Mat& ink, const std::vector<InkLine>& lines,
                  const std::vector<Component>& components, double letter_height) {
  for (Rule& rule : rules) {
    rule.underline = false;
    rule.line_idx = -1;
    if (rule.box.height() > rule.box.width() || is_side_of_frame(rule.box, ink, letter_height)) continue;
    double best = -1;
    for (int i = 0; i < static_cast<int>(lines.size()); ++i) {
      const Neighbors at = neighbors_of(rule, lines[i], components, letter_height);
      const bool underline = at.below > -kOver && at.below < kUnder && at.covered >= kUnderlined;
      const bool beside = std::abs(at.below) < kBesideWord && at.gap < kAside;
      // Where two lines will do, the one with more letters over the rule has it.
      if ((!underline && !beside) || at.covered <= best) continue;
      best = at.covered;
      rule.line_idx = i;
      rule.underline = underline;
    }
  }
}

}  // namespace folio
