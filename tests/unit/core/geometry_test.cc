#include "core/geometry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace folio {
namespace {

Transform turned(double degrees, double dx = 0, double dy = 0, double scale = 1) {
  const double a = degrees * std::numbers::pi / 180;
  const double c = scale * std::cos(a), s = scale * std::sin(a);
  return Transform(cv::Matx33d(c, -s, dx, s, c, dy, 0, 0, 1));
}

TEST(BoxTest, IsHalfOpen) {
  const Box box{2, 3, 5, 7};
  EXPECT_EQ(box.width(), 3);
  EXPECT_EQ(box.height(), 4);
  EXPECT_EQ(box.area(), 12);
  EXPECT_TRUE(box.contains(2, 3));
  EXPECT_FALSE(box.contains(5, 3));
  EXPECT_FALSE(box.contains(2, 7));
  EXPECT_EQ(box.center_x(), 3.5);
}

TEST(BoxTest, EmptyBoxesAddAndHoldNothing) {
  const Box box{2, 3, 5, 7}, none{}, inverted{9, 9, 4, 20};
  EXPECT_TRUE(none.empty() && inverted.empty());
  EXPECT_EQ(inverted.area(), 0);
  EXPECT_EQ(unite(box, none), box);
  EXPECT_EQ(unite(inverted, box), box);
  EXPECT_EQ(unite(box, {10, 0, 11, 1}), (Box{2, 0, 11, 7}));
}

TEST(BoxTest, BoxesThatTouchDoNotMeet) {
  EXPECT_TRUE(intersect({0, 0, 5, 5}, {5, 0, 9, 5}).empty());
  EXPECT_EQ(intersect({0, 0, 5, 5}, {4, 2, 9, 9}), (Box{4, 2, 5, 5}));
}

TEST(BoxTest, AreaOfALargePageDoesNotOverflow) {
  EXPECT_EQ((Box{0, 0, 100000, 100000}).area(), 10'000'000'000L);
}

TEST(BoxTest, ClipsAndConverts) {
  EXPECT_EQ(clip({-5, -5, 200, 50}, {100, 80}), (Box{0, 0, 100, 50}));
  EXPECT_TRUE(clip({120, 0, 130, 5}, {100, 80}).empty());
  EXPECT_EQ(to_box(to_rect({2, 3, 5, 7})), (Box{2, 3, 5, 7}));
  EXPECT_EQ(to_rect({9, 9, 4, 4}).area(), 0) << "an inverted box makes no negative rectangle";
  EXPECT_EQ(grow({2, 3, 5, 7}, 1, 2), (Box{1, 1, 6, 9}));
}

TEST(TransformTest, ClockwiseIsPositive) {
  // y grows downwards: a quarter turn clockwise takes "right" to "down".
  const cv::Point2d p = turned(90)(cv::Point2d(1, 0));
  EXPECT_NEAR(p.x, 0, 1e-12);
  EXPECT_NEAR(p.y, 1, 1e-12);
}

TEST(TransformTest, InverseUndoes) {
  const Transform there = turned(7.5, 120, -33, 1.7);
  const cv::Point2d point(417.25, 93.5), back = there.inverse()(there(point));
  EXPECT_NEAR(back.x, point.x, 1e-9);
  EXPECT_NEAR(back.y, point.y, 1e-9);
}

TEST(TransformTest, ScaleIsThatOfLengths) {
  EXPECT_DOUBLE_EQ(Transform().scale(), 1);
  EXPECT_NEAR(Transform(cv::Matx33d(0, -2.5, 7, 2.5, 0, 3, 0, 0, 1)).scale(), 2.5, 1e-12);
}

TEST(TransformTest, BoxesStayWhatTheyAreUnderNoChange) {
  const Box box{3, 4, 50, 60};
  EXPECT_EQ(Transform()(box), box);
  EXPECT_EQ(turned(0, 10, -2)(box), (Box{13, 2, 60, 58}));
  EXPECT_EQ(turned(90)(box), (Box{-60, 3, -4, 50}));
}

TEST(TransformTest, ATurnedBoxHoldsItsCornersToHalfAPixel) {
  const Box box{100, 200, 300, 240};
  for (const double degrees : {-12.0, -0.3, 0.01, 2.0, 45.0}) {
    const Transform turn = turned(degrees, 50, 60);
    const Box image = turn(box);
    double x0 = 1e9, x1 = -1e9, y0 = 1e9, y1 = -1e9;
    for (const double x : {100.0, 300.0}) {
      for (const double y : {200.0, 240.0}) {
        const cv::Point2d p = turn(cv::Point2d(x, y));
        x0 = std::min(x0, p.x), x1 = std::max(x1, p.x), y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
      }
    }
    EXPECT_NEAR(image.x0, x0, 0.51) << degrees;
    EXPECT_NEAR(image.x1, x1, 0.51) << degrees;
    EXPECT_NEAR(image.y0, y0, 0.51) << degrees;
    EXPECT_NEAR(image.y1, y1, 0.51) << degrees;
  }
}

TEST(TransformTest, NoBoxVanishesByShrinking) {
  const Box small = turned(0, 0, 0, 0.01)(Box{10, 10, 12, 12});
  EXPECT_FALSE(small.empty());
  EXPECT_TRUE(turned(3)(Box{}).empty());
}

TEST(TransformTest, ThereAndBackABoxGrowsByAPixelAtMost) {
  const Transform turn = turned(0, 3.4, 7.7);
  const Box box{10, 20, 30, 40}, back = turn.inverse()(turn(box));
  EXPECT_LE(std::abs(back.x0 - box.x0), 1);
  EXPECT_LE(std::abs(back.x1 - box.x1), 1);
  EXPECT_LE(std::abs(back.y0 - box.y0), 1);
  EXPECT_LE(std::abs(back.y1 - box.y1), 1);
}

TEST(BaselineTest, RunsStraightBeyondItsEnds) {
  const Baseline baseline{{10, 100}, {110, 105}};
  EXPECT_DOUBLE_EQ(baseline.slope(), 0.05);
  EXPECT_DOUBLE_EQ(baseline.y_at(60), 102.5);
  EXPECT_DOUBLE_EQ(baseline.y_at(210), 110);
}

TEST(BaselineTest, WithoutLengthItIsLevel) {
  const Baseline baseline{{10, 100}, {10, 130}};
  EXPECT_EQ(baseline.slope(), 0);
  EXPECT_EQ(baseline.y_at(500), 100);
}

TEST(Degrees, FallToTheRightIsPositive) {
  EXPECT_DOUBLE_EQ(degrees_from_slope(1), 45);
  EXPECT_DOUBLE_EQ(degrees_from_slope(-std::tan(std::numbers::pi / 18)), -10);
}

}  // namespace
}  // namespace folio
