#include "recognize/word_boxes.h"

#include <algorithm>
#include <cmath>

namespace folio {
namespace {

constexpr uchar kInk = 150;  // darker is ink, on evened-out paper

/// Middle of the widest run of ink-free columns in [from, to); the middle of the range where there is none.
int widest_white(const std::vector<int>& ink, int from, int to) {
  from = std::clamp(from, 0, static_cast<int>(ink.size()));
  to = std::clamp(to, from, static_cast<int>(ink.size()));
  int best = (from + to) / 2, best_width = 0;
  for (int x = from; x < to;) {
    int end = x;
    while (end < to && ink[end] == 0) ++end;
    if (end - x > best_width) best_width = end - x, best = (x + end) / 2;
    x = std::max(end, x + 1);
  }
  return best;
}

}  // namespace

void fit_boxes(std::vector<ReadWord>& words, const LineImage& line) {
  if (words.empty()) return;
  const cv::Mat& gray = line.gray;
  std::vector<int> ink(static_cast<size_t>(gray.cols), 0);
  for (int y = 0; y < gray.rows; ++y) {
    const uchar* row = gray.ptr<uchar>(y);
    for (int x = 0; x < gray.cols; ++x) ink[x] += row[x] < kInk ? 1 : 0;
  }
  const auto reach = static_cast<int>(std::ceil(line.x_height));
  std::vector<int> bounds{std::max(0, words.front().box.x0 - reach)};
  for (size_t i = 1; i < words.size(); ++i) {
    const ReadWord &before = words[i - 1], &after = words[i];
    const auto last =
        static_cast<int>(before.glyphs.empty() ? before.box.x1 : before.glyphs.back().box.center_x());
    const auto first =
        static_cast<int>(after.glyphs.empty() ? after.box.x0 : after.glyphs.front().box.center_x());
    bounds.push_back(
        std::max(bounds.back(), widest_white(ink, std::min(last, first), std::max(last, first))));
  }
  bounds.push_back(std::min(gray.cols, words.back().box.x1 + reach));
  for (size_t i = 0; i < words.size(); ++i) {
    Box tight;
    for (int y = 0; y < gray.rows; ++y) {
      const uchar* row = gray.ptr<uchar>(y);
      for (int x = bounds[i]; x < bounds[i + 1]; ++x) {
        if (row[x] < kInk) tight = unite(tight, {x, y, x + 1, y + 1});
      }
    }
    if (!tight.empty()) words[i].box = tight;
  }
}

}  // namespace folio
