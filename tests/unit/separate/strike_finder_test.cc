#include "separate/strike_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/staged_pages.h"

namespace folio {
namespace {

constexpr int kBaseline = 100, kXHeight = 24;
constexpr double kPitch = 30;

/// Forty cells of letters: two stems each, joined in every other one.
cv::Mat typed_line() {
  cv::Mat ink = cv::Mat::zeros(160, 1300, CV_8UC1);
  for (int i = 0; i < 40; ++i) {
    const int x = 40 + 30 * i;
    cv::rectangle(ink, {x + 5, kBaseline - kXHeight, 4, kXHeight}, 255, cv::FILLED);
    cv::rectangle(ink, {x + 19, kBaseline - kXHeight, 4, kXHeight}, 255, cv::FILLED);
    if (i % 2 == 0) cv::rectangle(ink, {x + 5, kBaseline - 13, 18, 3}, 255, cv::FILLED);
  }
  return ink;
}

StrikeSearch search() {
  return {{40, kBaseline - 35, 1240, kBaseline + 8}, {{40, kBaseline}, {1240, kBaseline}}, kXHeight, kPitch};
}

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

TEST(TypedOverTest, ThreeDenseCellsInARowAreTypedOver) {
  cv::Mat ink = typed_line();
  const auto cells = cell_ink(ink, search(), 40);
  ASSERT_EQ(cells.size(), 40U);
  const double usual = cells[cells.size() / 2];
  EXPECT_TRUE(find_typed_over(ink, search(), 40, usual).empty());
  for (int i = 10; i < 15; ++i) {  // an x over each letter
    cv::line(ink, {40 + 30 * i + 4, kBaseline - kXHeight}, {40 + 30 * i + 24, kBaseline}, 255, 5);
    cv::line(ink, {40 + 30 * i + 24, kBaseline - kXHeight}, {40 + 30 * i + 4, kBaseline}, 255, 5);
  }
  const auto found = find_typed_over(ink, search(), 40, usual);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, StrikeKind::typed_over);
  EXPECT_NEAR(found[0].box.x0, 340, 2);
  EXPECT_NEAR(found[0].box.x1, 490, 2);
}

TEST(TypedOverTest, TwoDenseCellsAreLetters) {
  cv::Mat ink = typed_line();
  const double usual = 0.4;
  for (const int i : {10, 11, 20})
    cv::rectangle(ink, {42 + 30 * i, kBaseline - kXHeight, 26, kXHeight}, 255, cv::FILLED);
  EXPECT_TRUE(find_typed_over(ink, search(), 40, usual).empty());
}

/// A stem of a letter, and a stroke of the pen over it: pale alone, dark where both lie.
struct Crossed {
  cv::Mat stem = cv::Mat::zeros(60, 90, CV_8UC1), stroke = cv::Mat::zeros(60, 90, CV_8UC1);
  cv::Mat gray = cv::Mat(60, 90, CV_8UC1, cv::Scalar(255));

  explicit Crossed(const cv::Rect& where) {
    cv::rectangle(stem, {20, 10, 6, 36}, 255, cv::FILLED);
    cv::rectangle(stroke, where, 255, cv::FILLED);
    gray.setTo(110, stroke);
    gray.setTo(40, stem);
  }
};

TEST(TakeOffPenTest, LettersGoOnBeneath) {
  const Crossed page({0, 26, 90, 4});
  cv::Mat typed = page.stem | page.stroke;
  take_off_pen(page.stroke, page.gray, typed, 6);
  EXPECT_EQ(cv::norm(typed, page.stem, cv::NORM_INF), 0);
}

TEST(TakeOffPenTest, WhereInksLieOverEachOtherTheLetterStays) {
  const Crossed page({0, 10, 90, 5});  // over the stem's top: nothing goes on above
  cv::Mat typed = page.stem | page.stroke;
  take_off_pen(page.stroke, page.gray, typed, 6);
  EXPECT_GT(testing::overlap_of(typed, page.stem), 0.9);
}

TEST(TakeOffPenTest, WithoutThePenNothingChanges) {
  cv::Mat typed = typed_line();
  const cv::Mat before = typed.clone();
  take_off_pen(cv::Mat::zeros(typed.size(), CV_8UC1), cv::Mat(typed.size(), CV_8UC1, cv::Scalar(90)), typed,
               6);
  EXPECT_EQ(cv::norm(typed, before, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace folio
