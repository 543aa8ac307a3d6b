#include "imaging/ink_cells.h"

#include <algorithm>

#include "imaging/components.h"

namespace folio {

cv::Mat inked_cells(const cv::Mat& ink, int cell) {
  if (cell <= 1) return ink.clone();
  cv::Mat cells = cv::Mat::zeros((ink.rows + cell - 1) / cell, (ink.cols + cell - 1) / cell, CV_8UC1);
  for (int y = 0; y < ink.rows; ++y) {
    const auto* from = ink.ptr<uchar>(y);
    auto* to = cells.ptr<uchar>(y / cell);
    for (int begin = 0, column = 0; begin < ink.cols; begin += cell, ++column) {
      const int end = std::min(ink.cols, begin + cell);
      for (int x = begin; x < end; ++x) to[column] |= from[x];
    }
  }
  return cells;
}

std::vector<Box> inked_areas(const cv::Mat& ink, int cell, int margin) {
  cv::Mat labels;
  std::vector<Box> areas;
  for (const Component& piece : find_components(inked_cells(ink, cell), labels)) {
    const Box& b = piece.box;
    const Box pixels{b.x0 * cell, b.y0 * cell, b.x1 * cell, b.y1 * cell};
    areas.push_back(clip(grow(pixels, margin, margin), ink.size()));
  }
  return areas;
}

}  // namespace folio
