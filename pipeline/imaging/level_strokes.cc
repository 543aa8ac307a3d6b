#include "imaging/level_strokes.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "core/geometry.h"

namespace folio {

std::vector<LevelRun> find_level_runs(const cv::Mat& ink, int least, int gap) {
  std::vector<LevelRun> runs;
  for (int y = 0; y < ink.rows; ++y) {
    const uchar* row = ink.ptr<uchar>(y);
    const uchar* const end = row + ink.cols;
    LevelRun run{y, -1, -1};
    for (const uchar* p = row; p < end;) {
      p = static_cast<const uchar*>(std::memchr(p, 255, static_cast<size_t>(end - p)));
      if (p == nullptr) break;
      const uchar* last = std::find(p, end, uchar{0});
      const int x0 = static_cast<int>(p - row), x1 = static_cast<int>(last - row);
      if (run.x0 >= 0 && x0 - run.x1 <= gap) {
        run.x1 = x1;
      } else {
        if (run.x1 - run.x0 >= least) runs.push_back(run);
        run.x0 = x0, run.x1 = x1;
      }
      p = last;
    }
    if (run.x1 - run.x0 >= least) runs.push_back(run);
  }
  return runs;
}

std::vector<LevelStroke> link_runs(const std::vector<LevelRun>& runs) {
  std::vector<size_t> root(runs.size());
  std::iota(root.begin(), root.end(), size_t{0});
  const auto find = [&](size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  size_t above = 0;
  for (size_t i = 0; i < runs.size(); ++i) {
    while (above < i && (runs[above].y < runs[i].y - 1 ||
                         (runs[above].y == runs[i].y - 1 && runs[above].x1 <= runs[i].x0)))
      ++above;
    for (size_t k = above; k < i && runs[k].y == runs[i].y - 1 && runs[k].x0 < runs[i].x1; ++k) {
      const size_t a = find(k), b = find(i);
      root[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<Box> boxes(runs.size());
  for (size_t i = 0; i < runs.size(); ++i) {
    Box& box = boxes[find(i)];
    box = unite(box, {runs[i].x0, runs[i].y, runs[i].x1, runs[i].y + 1});
  }
  std::vector<LevelStroke> strokes;
  std::vector<size_t> stroke_of(runs.size(), 0);
  for (size_t i = 0; i < runs.size(); ++i) {
    const size_t of = find(i);
    if (of == i) {
      stroke_of[i] = strokes.size();
      const auto width = static_cast<size_t>(boxes[i].width());
      strokes.push_back({boxes[i].x0, std::vector<int>(width, 0), std::vector<int>(width, 0)});
    }
    LevelStroke& stroke = strokes[stroke_of[of]];
    for (int x = runs[i].x0 - stroke.x0; x < runs[i].x1 - stroke.x0; ++x) {
      if (stroke.foot[x] == 0) stroke.top[x] = runs[i].y;
      stroke.foot[x] = runs[i].y + 1;
    }
  }
  return strokes;
}

}  // namespace folio
