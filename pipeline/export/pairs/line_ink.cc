#include "export/pairs/line_ink.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/text.h"

namespace folio {
namespace {

/// Pixels of `box` that are of this layer, or of any other that is none of background, it and `but`.
struct Counts {
  long own = 0, other = 0;
};

Counts counts_in(const cv::Mat& labels, const Box& box, Layer own, Layer but) {
  const auto number = [](Layer layer) { return static_cast<uchar>(layer); };
  Counts counts;
  const Box inside = clip(box, labels.size());
  for (int y = inside.y0; y < inside.y1; ++y) {
    const uchar* row = labels.ptr<uchar>(y);
    for (int x = inside.x0; x < inside.x1; ++x) {
      if (row[x] == number(own))
        ++counts.own;
      else if (row[x] != number(Layer::none) && row[x] != number(but))
        ++counts.other;
    }
  }
  return counts;
}

size_t characters_of(const TextLine& line) {
  size_t count = 0;
  for (const Word& word : line.words) count += grapheme_clusters(word.text).size();
  return std::max<size_t>(1, count);
}

/// The line's box, longer by two characters at both ends.
Box surroundings_of(const TextLine& line) {
  const int length = std::max(line.box.width(), line.box.height());
  const auto more = static_cast<int>(std::lround(2.0 * length / static_cast<double>(characters_of(line))));
  const bool upright = line.quarter_turns % 2 == 0;
  return grow(line.box, upright ? more : 0, upright ? 0 : more);
}

}  // namespace

std::optional<LineDoubt> ink_doubt_of(const PageText& page, size_t line_idx, const cv::Mat& labels,
                                      bool covered_too) {
  assert(labels.type() == CV_8UC1);
  const TextLine& line = page.lines[line_idx];
  long own = 0;
  for (const Word& word : line.words) {
    const bool struck = word.status == WordStatus::struck;
    const Counts counts = counts_in(labels, word.box, line.layer, struck ? Layer::strike : line.layer);
    own += counts.own;
    if (covered_too &&
        static_cast<double>(counts.other) > kMostCovered * static_cast<double>(word.box.area()))
      return LineDoubt::covered;
  }
  const Box around = clip(surroundings_of(line), labels.size());
  if (around.empty()) return std::nullopt;
  cv::Mat left = labels(to_rect(around)) == static_cast<int>(line.layer);
  constexpr int kSoftEdge = 2;  // pixels by which a box may be tighter than its ink
  for (const TextLine& other : page.lines) {
    if (other.layer != line.layer) continue;
    // What was not read is other ink than this line's all the same.
    if (other.words.empty() && &other != &line) {
      const Box common = intersect(other.box, around);
      if (!common.empty()) left(to_rect(common) - cv::Point(around.x0, around.y0)) = 0;
    }
    for (const Word& word : other.words) {
      const Box common = intersect(grow(word.box, kSoftEdge, kSoftEdge), around);
      if (!common.empty()) left(to_rect(common) - cv::Point(around.x0, around.y0)) = 0;
    }
  }
  const double per_character = static_cast<double>(own) / static_cast<double>(characters_of(line));
  if (cv::countNonZero(left) > kMostLooseInk * std::max(1.0, per_character)) return LineDoubt::loose_ink;
  return std::nullopt;
}

}  // namespace folio
