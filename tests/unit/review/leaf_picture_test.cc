#include "review/leaf_picture.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

cv::Mat decoded(const std::string& bytes, int flags) {
  return cv::imdecode(std::vector<unsigned char>(bytes.begin(), bytes.end()), flags);
}

TEST(LeafPictureTest, LayersAndPaperAreOfTheReducedScan) {
  cv::Mat scan(2000, 1000, CV_8UC1, cv::Scalar(220));
  LayerMasks masks(scan.size());
  const cv::Rect typed(100, 100, 200, 40), strike(100, 110, 200, 20);
  scan(typed).setTo(30);
  masks[Layer::typed](typed).setTo(255);
  masks[Layer::strike](strike).setTo(255);
  const LeafPicture picture = leaf_picture(scan, &masks, 1000);
  EXPECT_EQ(picture.size, cv::Size(500, 1000));
  EXPECT_EQ(decoded(picture.scan_jpeg, cv::IMREAD_UNCHANGED).size(), picture.size);
  const cv::Mat bits = decoded(picture.layers_png, cv::IMREAD_GRAYSCALE);
  ASSERT_EQ(bits.size(), picture.size);
  EXPECT_EQ(bits.at<unsigned char>(52, 100), 8 * 1);
  EXPECT_EQ(bits.at<unsigned char>(60, 100), 8 * (1 + 4));
  EXPECT_EQ(bits.at<unsigned char>(300, 100), 0);
  const cv::Mat paper = decoded(picture.paper_jpeg, cv::IMREAD_GRAYSCALE);
  double least = 0;
  cv::minMaxLoc(paper, &least);
  EXPECT_GT(least, 205) << "no ink in the paper";
}

TEST(LeafPictureTest, NoScanIsEnlargedAndMasksMayBeMissing) {
  const cv::Mat scan(30, 20, CV_8UC3, cv::Scalar(10, 20, 30));
  const LeafPicture picture = leaf_picture(scan, nullptr);
  EXPECT_EQ(picture.size, cv::Size(20, 30));
  EXPECT_TRUE(picture.layers_png.empty());
  EXPECT_EQ(decoded(picture.paper_jpeg, cv::IMREAD_UNCHANGED).channels(), 3);
}

}  // namespace
}  // namespace folio
