#include "recognize/word_boxes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace folio {
namespace {

constexpr double kLeastSpace = 0.35;  // between words, in x-heights; a typed space is twice as wide
constexpr double kCapitals = 1.4;     // height of typewriters' capitals, in x-heights
constexpr int kInk = 150;             // darker is ink, on evened-out paper
constexpr int kPaper = 250;           // lighter is paper that cut_line has painted
constexpr double kDarkest = 0.1;      // share of a line's ink that tells how dark it is

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

/// Darker is ink: halfway between paper and the darkest tenth of the line's ink, so that a faint line's
/// letters are seen whole; of well-inked type only what is darker than its soft edge.
int ink_limit(const cv::Mat& gray) {
  std::array<int, 256> counts{};
  int inked = 0;
  for (int y = 0; y < gray.rows; ++y) {
    const uchar* row = gray.ptr<uchar>(y);
    for (int x = 0; x < gray.cols; ++x) ++counts[row[x]], inked += row[x] < kPaper ? 1 : 0;
  }
  int dark = 0;
  for (int seen = counts[0]; seen < kDarkest * inked; seen += counts[dark]) ++dark;
  return std::max(kInk, (dark + 255) / 2);
}

/// Pixels of ink in each column.
std::vector<int> column_ink(const cv::Mat& gray, int limit) {
  std::vector<int> ink(static_cast<size_t>(gray.cols), 0);
  for (int y = 0; y < gray.rows; ++y) {
    const uchar* row = gray.ptr<uchar>(y);
    for (int x = 0; x < gray.cols; ++x) ink[x] += row[x] < limit ? 1 : 0;
  }
  return ink;
}

/// Smallest box around the ink in columns [from, to); empty without ink.
Box tight_box(const cv::Mat& gray, int limit, int from, int to) {
  Box tight;
  for (int y = 0; y < gray.rows; ++y) {
    const uchar* row = gray.ptr<uchar>(y);
    for (int x = from; x < to; ++x) {
      if (row[x] < limit) tight = unite(tight, {x, y, x + 1, y + 1});
    }
  }
  return tight;
}

}  // namespace

void fit_boxes(std::vector<ReadWord>& words, const LineImage& line) {
  if (words.empty()) return;
  const cv::Mat& gray = line.gray;
  const int limit = ink_limit(gray);
  const std::vector<int> ink = column_ink(gray, limit);
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
    const Box tight = tight_box(gray, limit, bounds[i], bounds[i + 1]);
    const int x0 = std::max(0, words[i].box.x0), x1 = std::min(gray.cols, words[i].box.x1);
    if (!tight.empty())
      words[i].box = tight;
    else if (tight_box(gray, kPaper, x0, x1).empty())
      words[i].box = {};
  }
  std::erase_if(words, [](const ReadWord& word) { return word.box.empty(); });
  // Words whose boxes nearly meet are read as one by many programs. A space is wider: what fills it is dirt,
  // or a caret.
  const auto space = static_cast<int>(std::lround(kLeastSpace * line.x_height));
  for (size_t i = 1; i < words.size(); ++i) {
    Box &before = words[i - 1].box, &after = words[i].box;
    const int missing = space - (after.x0 - before.x1);
    if (missing <= 0 || before.width() <= missing || after.width() <= missing) continue;
    before.x1 -= missing / 2;
    after.x0 += missing - missing / 2;
  }
}

void reach_type_height(std::vector<ReadWord>& words, const LineImage& line) {
  const auto top = static_cast<int>(std::floor(line.baseline_y - kCapitals * line.x_height));
  const auto foot = static_cast<int>(std::ceil(line.baseline_y));
  for (ReadWord& word : words) {
    word.box.y0 = std::min(word.box.y0, std::max(0, top));
    word.box.y1 = std::max(word.box.y1, std::min(line.gray.rows, foot));
  }
}

std::vector<Box> ink_words(const LineImage& line, double min_gap) {
  std::vector<Box> words;
  const int limit = kInk;  // what is fainter joins the words of a hand
  const std::vector<int> ink = column_ink(line.gray, limit);
  const double gap = min_gap * line.x_height, least = 0.2 * line.x_height;
  const auto columns = static_cast<int>(ink.size());
  int start = -1, last = -1;
  const auto close = [&] {
    if (start < 0) return;
    const Box box = tight_box(line.gray, limit, start, last + 1);
    if (box.width() > least || box.height() > least) words.push_back(box);
    start = -1;
  };
  for (int x = 0; x < columns; ++x) {
    if (ink[x] == 0) continue;
    if (start >= 0 && x - last > gap) close();
    if (start < 0) start = x;
    last = x;
  }
  close();
  return words;
}

}  // namespace folio
