#include "page/packed_masks.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TEST(PackedMasks, BitsAreLayers) {
  LayerMasks masks(cv::Size(5, 1));
  for (const Layer layer : kInkLayers) masks[layer].at<uchar>(0, static_cast<int>(layer) - 1) = 255;
  masks[Layer::strike].at<uchar>(0, 0) = 255;  // over the typed pixel
  const cv::Mat packed = pack(masks);
  const cv::Mat expected = (cv::Mat_<uchar>(1, 5) << 1 + 4, 2, 4, 8, 16);
  EXPECT_EQ(cv::norm(packed, expected, cv::NORM_INF), 0);
}

TEST(PackedMasks, UnpackUndoesPack) {
  cv::Mat all(1, 32, CV_8UC1);
  for (int x = 0; x < 32; ++x) all.at<uchar>(0, x) = static_cast<uchar>(x);
  EXPECT_EQ(cv::norm(pack(unpack(all)), all, cv::NORM_INF), 0);
  EXPECT_EQ(unpack(all)[Layer::print].at<uchar>(0, 16), 255);
  EXPECT_EQ(unpack(all)[Layer::print].at<uchar>(0, 15), 0);
}

TEST(PackedMasks, OtherBitsAreLeftOut) {
  EXPECT_EQ(cv::countNonZero(pack(unpack(cv::Mat(1, 1, CV_8UC1, cv::Scalar(0xE0))))), 0);
}

}  // namespace
}  // namespace folio
