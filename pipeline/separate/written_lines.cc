#include "separate/written_lines.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>

#include "imaging/components.h"
#include "imaging/ink_runs.h"
#include "page/label_row.h"
#include "separate/writing_blocks.h"
#include "separate/written_slope.h"

namespace folio {
namespace {

// Letter heights. Gaps within a word; between words of a line, along it and across it.
constexpr double kWordGap = 0.7;
constexpr double kLineGap = 2.2;
constexpr double kAcross = 0.5;
// Letter heights: the shortest word that shows by its shape which way it runs.
constexpr double kShortestTurned = 4;
// Most strokes of letters stand upright, some slant. In a word that runs upwards they lie across it: its ink
// ends as often along its height as along its width, or nearly so; a bracket's or a streak's does not. And
// its columns cross that many strokes a letter height, on average: half of what letters of that size have, as
// the columns at the letters' heads and tails cross few.
constexpr double kLyingStrokes = 0.8;
constexpr double kStrokesALetter = 0.5;
// Letter heights: shorter lines show no slope.
constexpr double kShortestSloping = 8;
constexpr size_t kEnoughPoints = 4000;
constexpr size_t kRowsOfANote = 3;  // two may be a signature and its flourish

cv::Mat element(double width, double height) {
  return cv::getStructuringElement(cv::MORPH_RECT, {cvRound(width) | 1, cvRound(height) | 1});
}

/// Pieces linked by what lies within the element of each other, and the labels that tell which.
std::vector<WrittenLine> link(const std::vector<Component>& pieces, const cv::Mat& piece_labels,
                              const cv::Mat& ink, const cv::Mat& reach) {
  cv::Mat linked;
  cv::dilate(ink, linked, reach);
  const InkRuns found(linked);
  std::vector<WrittenLine> groups(found.pieces().size() + 1);
  for (const Component& piece : pieces) {
    // Any pixel of the piece tells its group; one lies in its first row.
    const LabelRow row(piece_labels, piece.box.y0);
    int x = piece.box.x0;
    while (row[x] != piece.label) ++x;
    groups[found.label_at(x, piece.box.y0)].add(piece);
  }
  std::erase_if(groups, [](const WrittenLine& group) { return group.pieces.empty(); });
  return groups;
}

/// Words that run upwards: long, narrow, and of strokes that lie across.
bool is_turned_word(const WrittenLine& word, const cv::Mat& ink, double unit) {
  if (word.box.height() < kShortestTurned * unit || word.box.height() < 1.8 * word.box.width()) return false;
  if (word.box.width() < 0.8 * unit) return false;
  const cv::Mat inside = ink(to_rect(word.box));
  const int width = inside.cols, height = inside.rows;
  const int ends_along = cv::countNonZero(inside.rowRange(1, height) ^ inside.rowRange(0, height - 1));
  const int ends_across = cv::countNonZero(inside.colRange(1, width) ^ inside.colRange(0, width - 1));
  // A stroke has two edges.
  const double strokes = 0.5 * ends_along / width;
  return ends_along > kLyingStrokes * ends_across && strokes * unit > kStrokesALetter * height;
}

/// Ink of turned words, and of short ones in a row with them; empty = there are none.
cv::Mat turned_ink(const std::vector<WrittenLine>& words, const cv::Mat& piece_labels, const cv::Mat& ink,
                   double unit) {
  std::vector<const WrittenLine*> turned;
  for (const WrittenLine& word : words)
    if (is_turned_word(word, ink, unit)) turned.push_back(&word);
  if (turned.empty()) return {};
  const size_t sure = turned.size();
  for (const WrittenLine& word : words) {
    if (word.box.width() > 3.5 * unit || word.box.height() > kShortestTurned * unit) continue;
    const bool in_row =
        std::any_of(turned.begin(), turned.begin() + static_cast<long>(sure), [&](auto* other) {
          const Box& box = other->box;
          const double gap = std::max(box.y0 - word.box.y1, word.box.y0 - box.y1);
          return word.box.center_x() > box.x0 && word.box.center_x() < box.x1 && gap > -unit &&
                 gap < kLineGap * unit;
        });
    if (in_row) turned.push_back(&word);
  }
  cv::Mat out = cv::Mat::zeros(ink.size(), CV_8UC1);
  for (const WrittenLine* word : turned)
    for (const Component& piece : word->pieces)
      out(to_rect(piece.box)).setTo(255, piece_labels(to_rect(piece.box)) == piece.label);
  return out;
}

/// Where the line can be parted into two, as a height at the page's left edge along the line's slope:
/// the emptiest row in the middle of it, when that is nearly empty. One line's row of descenders never is.
std::optional<double> gap_between_lines(const WrittenLine& line, const std::vector<cv::Point>& points,
                                        double unit) {
  double low = 1e18, high = -1e18;
  for (const cv::Point& point : points) {
    const double y = point.y - line.slope * point.x;
    low = std::min(low, y), high = std::max(high, y + 1);
  }
  const int height = static_cast<int>(std::ceil(high - low));
  if (height < 2.8 * unit || line.pieces.size() < 2) return std::nullopt;
  cv::Mat rows = cv::Mat::zeros(height, 1, CV_64F);
  for (const cv::Point& point : points)
    ++rows.at<double>(std::min(height - 1, static_cast<int>(point.y - line.slope * point.x - low)));
  cv::blur(rows, rows, {1, std::max(1, cvRound(0.15 * unit))});
  double least = 0.2 * cv::mean(rows)[0];
  std::optional<double> best;
  for (int y = height * 3 / 10; y < height * 7 / 10; ++y)
    if (rows.at<double>(y) < least) least = rows.at<double>(y), best = low + y;
  return best;
}

/// The line's pieces above and below a gap_between_lines().
std::pair<WrittenLine, WrittenLine> halves(const WrittenLine& line, double gap) {
  WrittenLine upper, lower;
  upper.slope = lower.slope = line.slope;
  for (const Component& piece : line.pieces) {
    const double y = piece.box.center_y() - line.slope * piece.box.center_x();
    (y >= gap ? lower : upper).add(piece);
  }
  return {std::move(upper), std::move(lower)};
}

/// One above the other, rather than one word after the other along a slope.
bool are_stacked(const Box& upper, const Box& lower) {
  const int common = std::min(upper.x1, lower.x1) - std::max(upper.x0, lower.x0);
  return 2 * common >= std::min(upper.width(), lower.width());
}

/// Parts lines that hang together, again and again.
std::vector<WrittenLine> part(WrittenLine whole, const cv::Mat& piece_labels, double unit) {
  std::vector<WrittenLine> done, open{std::move(whole)};
  while (!open.empty()) {
    WrittenLine now = std::move(open.back());
    open.pop_back();
    const std::vector<cv::Point> points = points_of(now, piece_labels);
    const auto try_to_part = [&](const WrittenLine& line) {
      const auto gap = gap_between_lines(line, points, unit);
      if (!gap) return false;
      auto [upper, lower] = halves(line, *gap);
      if (!is_writing(upper, unit) || !is_writing(lower, unit)) return false;
      if (line.slope != now.slope && !are_stacked(upper.box, lower.box)) return false;
      open.push_back(std::move(lower));
      open.push_back(std::move(upper));
      return true;
    };
    if (try_to_part(now)) continue;
    // A slope may come of two short lines that do not begin below each other.
    if (now.slope != 0) {
      WrittenLine level = now;
      level.slope = 0;
      if (try_to_part(level)) continue;
    }
    done.push_back(std::move(now));
  }
  return done;
}

}  // namespace

void WrittenLine::add(const Component& piece) {
  pieces.push_back(piece);
  box = unite(box, piece.box);
  area += piece.area;
}

double WrittenLine::height() const {
  if (is_turned) return box.width();
  double low = 1e18, high = -1e18;
  for (const Component& piece : pieces) {
    // A sloping piece's corners lie outside it: half of what its slope makes is left out.
    const double rise = std::abs(slope) * piece.box.width(), y = slope * piece.box.center_x();
    const double half = std::max(0.5 * (piece.box.height() - rise), 0.25 * piece.box.height());
    low = std::min(low, piece.box.center_y() - half - y);
    high = std::max(high, piece.box.center_y() + half - y);
  }
  return (high - low) / std::sqrt(1 + slope * slope);
}

double WrittenLine::length() const {
  return is_turned ? box.height() : box.width() * std::sqrt(1 + slope * slope);
}

bool is_writing(const WrittenLine& line, double unit) {
  const int thinner = line.is_turned ? line.box.width() : line.box.height();
  return std::max(line.box.width(), line.box.height()) >= 0.9 * unit && thinner >= 0.35 * unit &&
         line.area >= 0.12 * unit * unit;
}

std::vector<WrittenLine> group_written_lines(const cv::Mat& ink, double unit, bool whole_rows) {
  cv::Mat labels;
  const std::vector<Component> pieces = find_components(ink, labels);
  const cv::Mat turned =
      turned_ink(link(pieces, labels, ink, element(kWordGap * unit, kWordGap * unit)), labels, ink, unit);
  std::vector<Component> level, upwards;
  for (const Component& piece : pieces) {
    const cv::Rect rect = to_rect(piece.box);
    const bool is_turned =
        !turned.empty() && cv::countNonZero(turned(rect) & (labels(rect) == piece.label)) > 0;
    (is_turned ? upwards : level).push_back(piece);
  }
  std::vector<WrittenLine> lines;
  if (!upwards.empty()) lines = link(upwards, labels, turned, element(kAcross * unit, kLineGap * unit));
  for (WrittenLine& line : lines) line.is_turned = true;
  const cv::Mat rest = upwards.empty() ? ink : cv::Mat(ink & ~turned);
  for (WrittenLine& group : link(level, labels, rest, element(kLineGap * unit, kAcross * unit))) {
    if (group.box.width() > kShortestSloping * unit) {
      const auto every = std::max<size_t>(1, static_cast<size_t>(group.area) / kEnoughPoints);
      group.slope = slope_of_writing(points_of(group, labels, every), 0.25 * unit);
    }
    if (!is_writing(group, unit)) {
      lines.push_back(std::move(group));
      continue;
    }
    for (WrittenLine& row : rows_of(std::move(group), labels, unit, whole_rows ? 2 : kRowsOfANote))
      for (WrittenLine& line : part(std::move(row), labels, unit)) lines.push_back(std::move(line));
  }
  if (whole_rows) join_rows(lines, labels, unit);
  return lines;
}

}  // namespace folio
