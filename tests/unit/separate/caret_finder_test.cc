#include "separate/caret_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kXHeight = 22;
const Baseline kLine{{0, 200}, {600, 200}};
const Box kWriting{250, 130, 400, 160};

class CaretTest : public ::testing::Test {
 protected:
  void stroke(const std::vector<cv::Point>& points) { cv::polylines(hand_, points, false, 255, 3); }
  std::optional<Caret> find() const { return find_caret(hand_, kWriting, kLine, kXHeight); }

  cv::Mat hand_ = cv::Mat::zeros(300, 600, CV_8UC1);
};

TEST_F(CaretTest, AHookPointsDownwards) {
  stroke({{268, 190}, {280, 206}, {292, 180}});
  const auto caret = find();
  ASSERT_TRUE(caret);
  EXPECT_NEAR(caret->foot_x, 280, 4);
  EXPECT_GT(intersect(caret->box, {260, 175, 300, 210}).area(), 0);
}

TEST_F(CaretTest, ARoofPointsUpwards) {
  stroke({{268, 212}, {290, 190}, {312, 212}});
  const auto caret = find();
  ASSERT_TRUE(caret);
  EXPECT_NEAR(caret->foot_x, 290, 4);
}

TEST_F(CaretTest, OneThatHangsFromTheWritingPointsWithItsFoot) {
  stroke({{250, 150}, {330, 150}, {338, 205}});
  const auto caret = find();
  ASSERT_TRUE(caret);
  EXPECT_NEAR(caret->foot_x, 338, 5);
}

TEST_F(CaretTest, TheOneNextToTheWritingIsTaken) {
  stroke({{190, 190}, {200, 206}, {210, 180}});
  stroke({{288, 190}, {300, 206}, {310, 180}});
  const auto caret = find();
  ASSERT_TRUE(caret);
  EXPECT_NEAR(caret->foot_x, 300, 4);
}

TEST_F(CaretTest, WritingAStrokeAndADotAreNone) {
  EXPECT_FALSE(find()) << "no ink";
  cv::rectangle(hand_, {250, 130}, {400, 160}, 255, 3);
  EXPECT_FALSE(find()) << "the writing itself";
  stroke({{200, 190}, {420, 192}});
  EXPECT_FALSE(find()) << "a strike";
  cv::circle(hand_, {300, 198}, 3, 255, -1);
  EXPECT_FALSE(find()) << "a dot";
}

}  // namespace
}  // namespace folio
