#include "core/picture_memory.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <thread>

namespace folio {
namespace {

class PictureMemoryTest : public testing::Test {
 protected:
  PictureMemoryTest() { reuse_picture_memory(); }
  ~PictureMemoryTest() override { cv::Mat::setDefaultAllocator(cv::Mat::getStdAllocator()); }
};

constexpr int kSide = 2000;  // 4 MB a mask

TEST_F(PictureMemoryTest, AFreedPicturesMemoryGoesToTheNextOfItsSize) {
  cv::Mat first(kSide, kSide, CV_8UC1, cv::Scalar(7));
  const uchar* memory = first.data;
  first.release();
  const cv::Mat second = cv::Mat::zeros(kSide, kSide, CV_8UC1);
  EXPECT_EQ(second.data, memory);
  EXPECT_EQ(cv::countNonZero(second), 0);
  const cv::Mat third(kSide, kSide, CV_8UC1, cv::Scalar(9));
  EXPECT_NE(third.data, memory) << "the second still has it";
}

TEST_F(PictureMemoryTest, PicturesAreWhatTheyAreElsewhere) {
  cv::Mat colors(kSide, kSide, CV_8UC3, cv::Scalar(1, 2, 3));
  EXPECT_EQ(colors.step[0], kSide * 3U);
  EXPECT_TRUE(colors.isContinuous());
  const cv::Mat part = colors(cv::Rect(10, 20, 1500, 1500));
  const cv::Mat copy = part.clone();
  colors.release();
  EXPECT_EQ(cv::norm(part, copy, cv::NORM_INF), 0) << "parts keep the whole";
  const cv::Mat small(3, 5, CV_32FC1, cv::Scalar(0.5)), none;
  EXPECT_EQ(cv::sum(small)[0], 7.5);
  EXPECT_EQ(cv::Mat(0, 4, CV_8UC1).clone().total(), 0U);
  std::vector<float> given(12, 2);
  EXPECT_EQ(cv::sum(cv::Mat(3, 4, CV_32F, given.data()))[0], 24);
  const int cube[] = {3, 500, 700};
  EXPECT_EQ(cv::Mat(3, cube, CV_32F, cv::Scalar(1)).total(), 3U * 500 * 700);
}

TEST_F(PictureMemoryTest, ThreadsMayFreeEachOthersPictures) {
  std::vector<cv::Mat> pictures;
  for (int round = 0; round < 3; ++round) {
    std::thread maker([&] {
      for (int i = 1; i <= 6; ++i) pictures.emplace_back(kSide, kSide, CV_8UC1, cv::Scalar(i));
    });
    maker.join();
    for (size_t i = 0; i < pictures.size(); ++i)
      EXPECT_EQ(pictures[i].at<uchar>(kSide - 1, kSide - 1), i + 1);
    pictures.clear();
  }
}

}  // namespace
}  // namespace folio
