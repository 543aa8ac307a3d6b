#include "imaging/block_minima.h"

#include <algorithm>
#include <cassert>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace folio {

cv::Mat block_minima(const cv::Mat& gray, int block) {
  assert(gray.type() == CV_8UC1 && block > 0);
  const int columns = (gray.cols + block - 1) / block, rows = (gray.rows + block - 1) / block;
  cv::Mat least(rows, columns, CV_8UC1);
  std::vector<uchar> column(static_cast<size_t>(gray.cols));
  for (int row = 0; row < rows; ++row) {
    // First down the columns, which compilers turn into vector instructions, then along the row that is left.
    const int end = std::min(gray.rows, (row + 1) * block);
    std::copy_n(gray.ptr<uchar>(row * block), gray.cols, column.begin());
    for (int y = row * block + 1; y < end; ++y) {
      const uchar* in = gray.ptr<uchar>(y);
      for (int x = 0; x < gray.cols; ++x) column[x] = std::min(column[x], in[x]);
    }
    uchar* out = least.ptr<uchar>(row);
    std::fill_n(out, columns, uchar{255});
    for (int x = 0; x < gray.cols; ++x) out[x / block] = std::min(out[x / block], column[x]);
  }
  cv::erode(least, least, cv::Mat::ones(3, 3, CV_8UC1));
  return least;
}

}  // namespace folio
