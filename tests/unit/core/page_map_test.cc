#include "core/page_map.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

/// Comes down along a parabola, up to `most` pixels in the middle, and leans a little.
ShiftField sag(const cv::Size2d& size, double most) {
  ShiftField field{size, 33, 17, {}};
  for (int row = 0; row < field.rows; ++row)
    for (int column = 0; column < field.columns; ++column) {
      const double t = double(column) / (field.columns - 1), s = double(row) / (field.rows - 1);
      field.offsets.emplace_back(0.1 * most * s, 4 * most * t * (1 - t));
    }
  return field;
}

Transform turned() { return Transform(cv::Matx33d(0.995, -0.0998, 12.5, 0.0998, 0.995, -3, 0, 0, 1)); }

TEST(ShiftFieldTest, IsExactAtItsNodesAndKeepsTheEdgesValueBeyond) {
  const ShiftField field = sag({320, 160}, 20);
  EXPECT_NEAR(field.at({160, 0}).y, 20, 1e-9);
  EXPECT_NEAR(field.at({0, 80}).y, 0, 1e-9);
  EXPECT_NEAR(field.at({160, 160}).x, 2, 1e-9);
  EXPECT_EQ(field.at({-50, 400}), field.at({0, 160}));
  EXPECT_EQ(ShiftField{}.at({3, 4}), cv::Point2d(0, 0));
}

TEST(PageMapTest, WithoutShiftsItIsItsPlane) {
  const PageMap map(turned());
  EXPECT_TRUE(map.is_plane());
  const Box box{10, 20, 110, 45};
  EXPECT_EQ(map(box), turned()(box));
  EXPECT_EQ(map.inverse()(box), turned().inverse()(box));
  const Baseline line{{10, 40}, {110, 42}, 3};
  EXPECT_EQ(map(line).left, turned()(line.left));
  EXPECT_DOUBLE_EQ(map(line).bend, 3 * turned().scale());
}

TEST(PageMapTest, ItsInverseLeadsBack) {
  const PageMap map(turned(), sag({320, 160}, 20));
  for (double x = -10; x < 340; x += 7.3)
    for (double y = -10; y < 180; y += 11.1) {
      const cv::Point2d back = map.inverse()(map(cv::Point2d(x, y)));
      EXPECT_NEAR(back.x, x, 0.01);
      EXPECT_NEAR(back.y, y, 0.01);
    }
}

TEST(PageMapTest, ABoxHoldsWhatItsEdgesBecome) {
  const PageMap map(Transform(), sag({320, 160}, 20));
  // Its corners stay; its middle comes down by 20.
  const Box there = map(Box{0, 50, 320, 60});
  EXPECT_EQ(there.y0, 50);
  EXPECT_GE(there.y1, 79);
  EXPECT_TRUE(map(Box{}).empty());
}

TEST(PageMapTest, ABaselineTakesTheBend) {
  const PageMap map(Transform(), sag({320, 160}, 20));
  const Baseline line = map(Baseline{{0, 80}, {320, 80}});
  EXPECT_NEAR(line.bend, 20, 0.1);
  EXPECT_NEAR(line.y_at(80), 80 + 15, 0.3);
}

TEST(PageMapTest, ThenComesTheOuterMap) {
  const PageMap map(Transform(), sag({320, 160}, 20));
  const cv::Point2d p(70, 30);
  EXPECT_NEAR(cv::norm(map.then(turned())(p) - turned()(map(p))), 0, 1e-9);
}

TEST(SamplingMapTest, PicturesFollowPoints) {
  // A dot drawn on the source is found where the map's inverse puts it.
  cv::Mat source(200, 360, CV_8UC1, cv::Scalar(0));
  source(cv::Rect(200, 90, 6, 6)).setTo(255);
  const PageMap map(turned(), sag({340, 180}, 25));
  cv::Mat picture;
  cv::remap(source, picture, sampling_map({340, 180}, map), {}, cv::INTER_LINEAR);
  const cv::Moments moments = cv::moments(picture);
  ASSERT_GT(moments.m00, 0);
  const cv::Point2d expected = map.inverse()(cv::Point2d(203, 93));
  EXPECT_NEAR(moments.m10 / moments.m00 + 0.5, expected.x, 0.3);
  EXPECT_NEAR(moments.m01 / moments.m00 + 0.5, expected.y, 0.3);
}

}  // namespace
}  // namespace folio
