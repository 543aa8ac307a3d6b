#include "imaging/block_minima.h"

#include <gtest/gtest.h>

#include <random>

namespace folio {
namespace {

/// Least value of the block and its neighbors, pixel by pixel.
uchar plain_minimum(const cv::Mat& gray, int block, int column, int row) {
  uchar least = 255;
  for (int y = (row - 1) * block; y < (row + 2) * block; ++y) {
    for (int x = (column - 1) * block; x < (column + 2) * block; ++x) {
      if (x >= 0 && y >= 0 && x < gray.cols && y < gray.rows) least = std::min(least, gray.at<uchar>(y, x));
    }
  }
  return least;
}

TEST(BlockMinimaTest, EqualTheirPlainTwin) {
  std::mt19937 random(3);
  for (const cv::Size size :
       {cv::Size(1, 1), cv::Size(7, 30), cv::Size(64, 8), cv::Size(65, 33), cv::Size(100, 79)}) {
    cv::Mat gray(size, CV_8UC1);
    for (int y = 0; y < gray.rows; ++y) {
      for (int x = 0; x < gray.cols; ++x) gray.at<uchar>(y, x) = static_cast<uchar>(random() % 256);
    }
    for (const int block : {1, 5, 8}) {
      const cv::Mat least = block_minima(gray, block);
      ASSERT_EQ(least.size(), cv::Size((size.width + block - 1) / block, (size.height + block - 1) / block));
      for (int y = 0; y < least.rows; ++y) {
        for (int x = 0; x < least.cols; ++x)
          ASSERT_EQ(int(least.at<uchar>(y, x)), int(plain_minimum(gray, block, x, y)))
              << size << ", block " << block << " at " << x << ", " << y;
      }
    }
  }
}

}  // namespace
}  // namespace folio
