#include "deskew/hole_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kMm = 10;  // pixels

cv::Mat paper() { return cv::Mat(2970, 2100, CV_8UC1, cv::Scalar(220)); }

cv::Point at(double x_mm, double y_mm) { return {cvRound(x_mm * kMm), cvRound(y_mm * kMm)}; }

std::vector<PunchHole> holes_of(const cv::Mat& page) {
  return find_punch_holes(coarse_view(page, kMm), {0, 0, page.cols, page.rows});
}

TEST(HoleFinderTest, HolesOfUsualSizesAreFoundWhereTheyAre) {
  for (const double across : {5.0, 6.0, 8.0}) {
    cv::Mat page = paper();
    cv::circle(page, at(12, 108), cvRound(across / 2 * kMm), 30, cv::FILLED);
    cv::circle(page, at(12, 188), cvRound(across / 2 * kMm), 60, cv::FILLED);
    const auto holes = holes_of(page);
    ASSERT_EQ(holes.size(), 2U) << across;
    EXPECT_NEAR(holes[0].center.x, 120, 2);
    EXPECT_NEAR(holes[0].center.y, 1080, 2);
    EXPECT_NEAR(holes[1].center.y, 1880, 2);
    EXPECT_NEAR(holes[0].radius, across / 2 * kMm, 2.5);
    clear_punch_holes(page, holes, kMm);
    EXPECT_EQ(cv::countNonZero(page < 200), 0) << across;
  }
}

TEST(HoleFinderTest, AHoleThatTouchesALetterIsFoundAndTheLetterStays) {
  cv::Mat page = paper();
  page(cv::Rect(150, 1070, 60, 5)).setTo(30);
  cv::circle(page, at(12, 108), 35, 30, cv::FILLED);
  const auto holes = holes_of(page);
  ASSERT_EQ(holes.size(), 1U);
  clear_punch_holes(page, holes, kMm);
  EXPECT_GT(cv::countNonZero(page < 100), 0.8 * (60 - 5) * 5);
}

TEST(HoleFinderTest, OfALightHoleTheShadowGoesAndWritingThatCrossesItStays) {
  cv::Mat page = paper();
  cv::ellipse(page, at(12, 108), {33, 33}, 0, 90, 230, 120, 6);
  page(cv::Rect(60, 1130, 90, 6)).setTo(30);
  cv::circle(page, at(12, 108), 31, 252, cv::FILLED);
  cv::circle(page, at(12, 188), 31, 252, cv::FILLED);
  cv::circle(page, at(30, 20), 33, 40, 5);  // a ring around paper
  const auto holes = holes_of(page);
  ASSERT_EQ(holes.size(), 2U);
  EXPECT_TRUE(holes[0].light);
  EXPECT_NEAR(holes[0].center.y, 1080, 3);
  cv::Mat without = page.clone();
  clear_punch_holes(without, {holes[1]}, kMm);
  EXPECT_EQ(cv::countNonZero(without != page), 0);
  cv::Mat shadow = paper();
  cv::ellipse(shadow, at(12, 108), {33, 33}, 0, 90, 150, 120, 6);
  cv::circle(shadow, at(12, 108), 31, 252, cv::FILLED);
  shadow(cv::Rect(160, 1060, 60, 6)).setTo(30);
  shadow.setTo(255, shadow > 200);
  clear_punch_holes(shadow, {holes[0]}, kMm);
  EXPECT_EQ(cv::countNonZero(shadow < 200), 60 * 6);
}

TEST(HoleFinderTest, OtherDarkThingsAreNone) {
  cv::Mat page = paper();
  page(cv::Rect(100, 300, 60, 60)).setTo(20);                    // a filled square
  cv::circle(page, at(12, 50), 30, 20, 8);                       // a ring around a number
  cv::circle(page, at(12, 70), 12, 20, cv::FILLED);              // a dot
  cv::circle(page, at(20, 90), 80, 20, cv::FILLED);              // a blot
  cv::ellipse(page, at(12, 120), {40, 22}, 20, 0, 360, 20, -1);  // a smear
  cv::circle(page, at(105, 150), 30, 20, cv::FILLED);            // in the middle of the sheet
  for (int x = 0; x < 5; ++x) page(cv::Rect(60 + x * 26, 2000, 20, 30)).setTo(20);  // bold letters
  EXPECT_TRUE(holes_of(page).empty());
}

TEST(HoleFinderTest, AnySizeWillDo) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(3000, 2), cv::Size(20, 30)}) {
    EXPECT_TRUE(holes_of(cv::Mat(size, CV_8UC1, cv::Scalar(0))).empty());
    EXPECT_TRUE(holes_of(cv::Mat(size, CV_8UC1, cv::Scalar(255))).empty());
  }
}

}  // namespace
}  // namespace folio
