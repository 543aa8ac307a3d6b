#include "deskew/skew_finder.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <random>

namespace folio {
namespace {

/// Rows of small boxes, as letters stand on a page, turned clockwise by `degrees`, every pixel exact: no
/// drawing library between the angle and the ink.
cv::Mat rows_of_letters(double degrees, int rows = 20, const cv::Size& size = {1000, 1200}) {
  const double a = degrees * CV_PI / 180, c = std::cos(a), s = std::sin(a);
  cv::Mat ink = cv::Mat::zeros(size, CV_8UC1);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const double dx = x + 0.5 - 0.5 * size.width, dy = y + 0.5 - 0.5 * size.height;
      const double u = c * dx + s * dy + 350, v = c * dy - s * dx + 500;  // place on the level page
      if (u < 0 || u > 700 || v < 0) continue;
      const double row = v / 41.37;  // edges at all fractions of a pixel
      if (row >= rows || row - std::floor(row) > 0.35) continue;
      const double cell = u / 18;
      const bool letter = cell - std::floor(cell) < 0.6 && static_cast<int>(cell) % 7 != 3;
      if (letter) ink.at<uchar>(y, x) = 255;
    }
  }
  return ink;
}

class SkewAngles : public ::testing::TestWithParam<double> {};

TEST_P(SkewAngles, AreFoundToATwentiethOfADegree) {
  const auto skew = find_skew(rows_of_letters(GetParam()));
  ASSERT_TRUE(skew);
  EXPECT_NEAR(skew->degrees, GetParam(), 0.05);
  EXPECT_GT(skew->confidence, 0.5);
  EXPECT_LE(skew->confidence, 1);
}

INSTANTIATE_TEST_SUITE_P(Clockwise, SkewAngles,
                         ::testing::Values(-14.5, -7.0, -0.3, -0.04, 0.0, 0.05, 0.7, 4.0, 12.0));

TEST(SkewFinderTest, SmallAnglesDoNotSnapToZero) {
  // A row of 700 pixels falls by less than one pixel under 0.08 degrees: whole-pixel sums would not see it.
  for (const double degrees : {0.03, 0.06, -0.05}) {
    const auto skew = find_skew(rows_of_letters(degrees));
    ASSERT_TRUE(skew);
    EXPECT_NEAR(skew->degrees, degrees, 0.02);
  }
}

TEST(SkewFinderTest, ThreeRowsAreEnough) {
  const auto skew = find_skew(rows_of_letters(2.5, 3));
  ASSERT_TRUE(skew);
  EXPECT_NEAR(skew->degrees, 2.5, 0.1);
}

TEST(SkewFinderTest, FewPointsOfManyGiveTheSameAngle) {
  SkewSearch search;
  search.max_points = 4000;
  const auto skew = find_skew(rows_of_letters(-3.2), search);
  ASSERT_TRUE(skew);
  EXPECT_NEAR(skew->degrees, -3.2, 0.1);
}

TEST(SkewFinderTest, SearchesNoFurtherThanItIsTold) {
  SkewSearch search;
  search.max_degrees = 3;
  const auto skew = find_skew(rows_of_letters(9), search);
  EXPECT_TRUE(!skew || std::abs(skew->degrees) <= 3.6);  // a little beyond by the fine search
}

/// Letters of different widths in cells of 14 pixels, columns leaning by `lean` (dx per dy).
cv::Mat typed_cells(double lean, bool proportional = false) {
  std::mt19937 random(11);
  cv::Mat ink = cv::Mat::zeros(1100, 900, CV_8UC1);
  for (int y = 60; y < 1040; y += 24) {
    double x = 60 + lean * y;
    for (int cell = 0; cell < 52; ++cell) {
      const int width = 5 + static_cast<int>(random() % 7);
      const bool space = random() % 6 == 0;
      const int left = static_cast<int>(std::lround(x + (proportional ? 0 : 0.5 * (14 - width))));
      if (!space) ink(cv::Rect(left, y, width, 10)) = 255;
      x += proportional ? width + 4 : 14;
    }
  }
  return ink;
}

TEST(ColumnsTest, LeanIsMeasuredApartFromTheRows) {
  for (const double lean : {0.0, 0.01, -0.02}) {
    Skew skew{0, 0.9};
    find_columns(typed_cells(lean), skew);
    EXPECT_GT(skew.column_confidence, 0.5) << lean;
    EXPECT_NEAR(skew.column_degrees, -std::atan(lean) * 180 / std::numbers::pi, 0.06) << lean;
    EXPECT_EQ(skew.degrees, 0);
  }
}

TEST(ColumnsTest, TurnWithThePage) {
  cv::Mat turned;
  cv::warpAffine(typed_cells(0), turned, cv::getRotationMatrix2D({450, 550}, -1.5, 1), {900, 1100});
  auto skew = find_skew(turned > 127);
  ASSERT_TRUE(skew);
  EXPECT_NEAR(skew->degrees, 1.5, 0.05);
  find_columns(turned > 127, *skew);
  EXPECT_NEAR(skew->column_degrees, 1.5, 0.06);
}

TEST(ColumnsTest, ProportionalLettersHaveNone) {
  Skew skew{0, 0.9};
  find_columns(typed_cells(0, true), skew);
  EXPECT_EQ(skew.column_confidence, 0);
  find_columns(cv::Mat::zeros(300, 200, CV_8UC1), skew);
  EXPECT_EQ(skew.column_confidence, 0);
}

TEST(SkewFinderTest, NoInkHasNoSkew) {
  EXPECT_FALSE(find_skew(cv::Mat::zeros(300, 200, CV_8UC1)));
  EXPECT_FALSE(find_skew(cv::Mat::zeros(1, 1, CV_8UC1)));
}

TEST(SkewFinderTest, NoRowsHaveNoSkew) {
  // Specks all over the page.
  std::mt19937 random(7);
  cv::Mat ink = cv::Mat::zeros(1200, 1000, CV_8UC1);
  for (int i = 0; i < 4000; ++i) {
    const int x = static_cast<int>(random() % 996), y = static_cast<int>(random() % 1196);
    ink(cv::Rect(x, y, 4, 4)) = 255;
  }
  const auto skew = find_skew(ink);
  EXPECT_FALSE(skew) << skew->degrees << " " << skew->confidence;
}

TEST(SkewFinderTest, ScribbleHasNoSkew) {
  // Loops in every direction, evenly over the page, as of large handwriting without lines.
  std::mt19937 random(3);
  cv::Mat ink = cv::Mat::zeros(1200, 1000, CV_8UC1);
  for (int i = 0; i < 220; ++i) {
    const cv::Point center(static_cast<int>(random() % 1000), static_cast<int>(random() % 1200));
    const cv::Size axes(12 + static_cast<int>(random() % 50), 8 + static_cast<int>(random() % 30));
    cv::ellipse(ink, center, axes, static_cast<double>(random() % 180), 0,
                200 + static_cast<double>(random() % 160), 255, 3);
  }
  const auto skew = find_skew(ink);
  EXPECT_FALSE(skew) << skew->degrees << " " << skew->confidence;
}

}  // namespace
}  // namespace folio
