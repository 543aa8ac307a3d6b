#include "metrics/report/page_jpeg.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <vector>

namespace folio {
namespace {

cv::Mat noise(const cv::Size& size) {
  cv::Mat out(size, CV_8UC3);
  cv::RNG random(7);
  random.fill(out, cv::RNG::UNIFORM, 0, 256);
  return out;
}

cv::Mat decoded(const std::string& jpeg) {
  return cv::imdecode(std::vector<uchar>(jpeg.begin(), jpeg.end()), cv::IMREAD_UNCHANGED);
}

TEST(PageJpeg, IsReducedToItsShare) {
  const std::string jpeg = page_jpeg(cv::Mat(3508, 2480, CV_8UC1, cv::Scalar(240)), 300'000);
  EXPECT_EQ(decoded(jpeg).size(), cv::Size(1131, 1600));
  EXPECT_EQ(decoded(jpeg).channels(), 1);
  EXPECT_LE(jpeg.size(), 300'000U);
}

TEST(PageJpeg, TakesASmallerSizeWhenItMust) {
  const cv::Mat picture = noise({1200, 1600});
  const std::string jpeg = page_jpeg(picture, 120'000);
  EXPECT_LE(jpeg.size(), 120'000U);
  EXPECT_LT(decoded(jpeg).rows, 1600);
  EXPECT_EQ(page_jpeg(picture, 1'000), "");
}

TEST(PageJpeg, IsNeverEnlarged) {
  EXPECT_EQ(decoded(page_jpeg(noise({31, 20}), 100'000)).size(), cv::Size(31, 20));
}

TEST(PageJpeg, OfNothingIsNothing) { EXPECT_EQ(page_jpeg({}, 100'000), ""); }

TEST(PictureShare, KeepsAllPicturesWithinTheirBound) {
  EXPECT_EQ(picture_share(0), 300'000U);
  EXPECT_EQ(picture_share(1), 300'000U);
  EXPECT_LE(500 * picture_share(500), kPictureBytes);
}

}  // namespace
}  // namespace folio
