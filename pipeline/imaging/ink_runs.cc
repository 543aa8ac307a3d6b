#include "imaging/ink_runs.h"

#include <algorithm>
#include <cstring>

namespace folio {
namespace {

/// Sets of runs: each leads to an earlier one of its piece, or to itself.
class Sets {
 public:
  void add() { parents_.push_back(parents_.size()); }
  size_t root_of(size_t idx) {
    while (parents_[idx] != idx) idx = parents_[idx] = parents_[parents_[idx]];
    return idx;
  }
  void join(size_t a, size_t b) {
    a = root_of(a), b = root_of(b);
    parents_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<size_t> parents_;
};

}  // namespace

int next_ink(const uchar* row, int x, int columns) {
  if (x < columns && row[x] != 0) return x;
  const void* found = x < columns ? std::memchr(row + x, 255, static_cast<size_t>(columns - x)) : nullptr;
  return found == nullptr ? columns : static_cast<int>(static_cast<const uchar*>(found) - row);
}

// A run-based labeling in two passes: He, Chao and Suzuki, A run-based two-scan labeling algorithm, 2008.
InkRuns::InkRuns(const cv::Mat& ink) {
  Sets sets;
  size_t first_above = 0;
  for (int y = 0; y < ink.rows; ++y) {
    const auto* row = ink.ptr<uchar>(y);
    const size_t first = runs_.size();
    first_of_row_.push_back(first);
    size_t above = first_above;
    for (int x = next_ink(row, 0, ink.cols); x < ink.cols; x = next_ink(row, x, ink.cols)) {
      InkRun run{x, x, y, 0};
      while (x < ink.cols && row[x] != 0) ++x;
      run.x1 = x;
      sets.add();
      while (above < first && runs_[above].x1 < run.x0) ++above;
      // Corners that touch hang together.
      for (size_t i = above; i < first && runs_[i].x0 <= run.x1; ++i) sets.join(i, runs_.size());
      runs_.push_back(run);
    }
    first_above = first;
  }
  first_of_row_.push_back(runs_.size());
  for (size_t i = 0; i < runs_.size(); ++i) {
    InkRun& run = runs_[i];
    const size_t root = sets.root_of(i);  // the first run of its piece
    const Box box{run.x0, run.y, run.x1, run.y + 1};
    if (root == i) pieces_.push_back({box, 0, static_cast<int>(pieces_.size()) + 1});
    run.label = root == i ? pieces_.back().label : runs_[root].label;
    Component& piece = pieces_[static_cast<size_t>(run.label) - 1];
    piece.box = unite(piece.box, box);
    piece.area += run.x1 - run.x0;
  }
}

int InkRuns::label_at(int x, int y) const {
  const auto begin = runs_.begin() + static_cast<long>(first_of_row_[static_cast<size_t>(y)]);
  const auto end = runs_.begin() + static_cast<long>(first_of_row_[static_cast<size_t>(y) + 1]);
  const auto run = std::upper_bound(begin, end, x, [](int at, const InkRun& other) { return at < other.x1; });
  return run != end && run->x0 <= x ? run->label : 0;
}

cv::Mat InkRuns::mask_of(const Component& piece) const {
  const Box& box = piece.box;
  cv::Mat mask = cv::Mat::zeros(box.height(), box.width(), CV_8UC1);
  const size_t end = first_of_row_[static_cast<size_t>(box.y1)];
  for (size_t i = first_of_row_[static_cast<size_t>(box.y0)]; i < end; ++i) {
    const InkRun& run = runs_[i];
    if (run.label == piece.label)
      std::memset(mask.ptr<uchar>(run.y - box.y0) + run.x0 - box.x0, 255,
                  static_cast<size_t>(run.x1 - run.x0));
  }
  return mask;
}

}  // namespace folio
