#include "separate/strike_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/typed_stems.h"

namespace folio {
namespace {

using testing::kBaseline;
using testing::kXHeight;
using testing::search;
using testing::typed_line;

std::vector<Stroke> strokes_in(const cv::Mat& ink, const cv::Mat& colored = {}) {
  return find_strokes(ink, colored.empty() ? cv::Mat::zeros(ink.size(), CV_8UC1) : colored, search());
}

TEST(StrokeFinderTest, CleanTypingHasNone) { EXPECT_TRUE(strokes_in(typed_line()).empty()); }

TEST(StrokeFinderTest, AStrokeThroughAWordIsFoundWithItsPixels) {
  cv::Mat ink = typed_line();
  cv::Mat stroke = cv::Mat::zeros(ink.size(), CV_8UC1);
  cv::rectangle(stroke, {330, kBaseline - 14, 210, 4}, 255, cv::FILLED);
  ink |= stroke;
  const auto found = strokes_in(ink);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].strike.kind, StrikeKind::line);
  EXPECT_NEAR(found[0].strike.box.x0, 330, 20);
  EXPECT_NEAR(found[0].strike.box.x1, 540, 20);
  EXPECT_LE(found[0].strike.box.y0, kBaseline - kXHeight) << "the box is that of what is struck";
  EXPECT_GE(found[0].strike.box.y1, kBaseline);
  cv::Mat whole = cv::Mat::zeros(ink.size(), CV_8UC1);
  whole(to_rect(found[0].area)).setTo(255, found[0].mask);
  EXPECT_GT(cv::countNonZero(whole & stroke), 0.9 * cv::countNonZero(stroke));
  EXPECT_LT(cv::countNonZero(whole & ~stroke), 0.3 * cv::countNonZero(stroke));
}

TEST(StrokeFinderTest, ASlantedStrokeIsFollowed) {
  for (const double degrees : {-5.0, 5.0}) {
    cv::Mat ink = typed_line();
    const double rise = 75 * std::tan(degrees * CV_PI / 180);
    cv::line(ink, cv::Point2d(330, kBaseline - 12 - rise), cv::Point2d(480, kBaseline - 12 + rise), 255, 4);
    const auto found = strokes_in(ink);
    ASSERT_FALSE(found.empty()) << degrees;
    Box box;
    for (const Stroke& stroke : found) box = unite(box, stroke.strike.box);
    EXPECT_NEAR(box.x0, 330, 25);
    EXPECT_NEAR(box.x1, 480, 25);
  }
}

TEST(StrokeFinderTest, UnderlinesAndOverlinesAreNoStrokes) {
  for (const int y : {kBaseline + 3, kBaseline - kXHeight - 8}) {
    cv::Mat ink = typed_line();
    cv::rectangle(ink, {330, y, 210, 4}, 255, cv::FILLED);
    EXPECT_TRUE(strokes_in(ink).empty()) << y;
  }
}

TEST(StrokeFinderTest, SerifsThatRunTogetherAreNoStroke) {
  cv::Mat ink = typed_line();
  cv::rectangle(ink, {330, kBaseline - 4, 120, 4}, 255, cv::FILLED);
  cv::rectangle(ink, {330, kBaseline - kXHeight, 120, 4}, 255, cv::FILLED);
  EXPECT_TRUE(strokes_in(ink).empty());
}

TEST(StrokeFinderTest, AHyphenIsNoStroke) {
  cv::Mat ink = typed_line();
  cv::rectangle(ink, {345, kBaseline - 13, 30, 4}, 255, cv::FILLED);  // between two letters, one cell
  EXPECT_TRUE(strokes_in(ink).empty());
}

TEST(StrokeFinderTest, ABlotIsNoStroke) {
  cv::Mat ink = typed_line();
  cv::rectangle(ink, {330, kBaseline - 24, 210, 24}, 255, cv::FILLED);
  EXPECT_TRUE(strokes_in(ink).empty());
}

TEST(StrokeFinderTest, ColorMakesAShorterStrokeCredible) {
  cv::Mat ink = typed_line();
  cv::Mat stroke = cv::Mat::zeros(ink.size(), CV_8UC1);
  cv::rectangle(stroke, {330, kBaseline - 14, 55, 4}, 255, cv::FILLED);
  ink |= stroke;
  EXPECT_TRUE(strokes_in(ink).empty());
  EXPECT_EQ(strokes_in(ink, stroke).size(), 1U);
}

TEST(StrokeFinderTest, LinesBeyondThePageAreNoFault) {
  const cv::Mat ink = cv::Mat::zeros(50, 50, CV_8UC1);
  EXPECT_TRUE(strokes_in(ink).empty());
}

}  // namespace
}  // namespace folio
