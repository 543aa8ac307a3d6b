#include "recognize/hand_input.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

/// Upright strokes `height` pixels high about row `middle`, `step` apart, some of them longer.
LineImage strokes(double height, double middle, int gray = 0, bool with_long = false) {
  LineImage line;
  line.gray = cv::Mat(200, 400, CV_8UC1, cv::Scalar(255));
  for (int i = 0; i < 16; ++i) {
    const double reach = with_long && i % 5 == 0 ? height : height / 2;
    line.gray(cv::Rect(20 + 24 * i, cvRound(middle - reach), 5, cvRound(height / 2 + reach))) = gray;
  }
  line.x_height = 16, line.baseline_y = 150;  // of no use, as with much handwriting
  return line;
}

/// Box of what is darker than a half.
cv::Rect inked(const cv::Mat& dark) {
  std::vector<cv::Point> points;
  cv::findNonZero(dark > 0.5, points);
  return cv::boundingRect(points);
}

TEST(HandInputTest, TheBandOfTheLettersComesToItsRows) {
  for (const double height : {12.0, 18.0, 40.0, 90.0}) {
    const HandInput input = hand_input(strokes(height, 100));
    ASSERT_EQ(input.dark.rows, kHandHeight);
    EXPECT_EQ(input.dark.cols % kHandWidthStep, 0);
    EXPECT_NEAR(input.scale, 18 / height, 0.03 * 18 / height) << height;
    const cv::Rect ink = inked(input.dark);
    EXPECT_NEAR(ink.y, 15, 1.6) << height;
    EXPECT_NEAR(ink.br().y, 33, 1.6) << height;
    EXPECT_NEAR(ink.x, 20 * input.scale, 1.6) << "as wide as high";
  }
}

TEST(HandInputTest, ItDoesNotMatterWhereTheLineWasTakenToStand) {
  const cv::Rect high = inked(hand_input(strokes(30, 60)).dark),
                 low = inked(hand_input(strokes(30, 140)).dark);
  EXPECT_NEAR(high.y, low.y, 1);
  EXPECT_NEAR(high.height, low.height, 1);
}

TEST(HandInputTest, AFewLongStrokesMoveItLittle) {
  const HandInput input = hand_input(strokes(30, 100, 0, true));
  EXPECT_GT(input.scale, 0.6 * 18 / 30);
  EXPECT_LT(input.scale, 1.02 * 18 / 30);
}

TEST(HandInputTest, PencilIsAsDarkAsInk) {
  double darkest = 0;
  cv::minMaxLoc(hand_input(strokes(30, 100, 140)).dark, nullptr, &darkest);
  EXPECT_NEAR(darkest, 1, 0.05);
}

TEST(HandInputTest, PaperGivesNothing) {
  LineImage line;
  EXPECT_TRUE(hand_input(line).dark.empty());
  line.gray = cv::Mat(40, 200, CV_8UC1, cv::Scalar(250));
  EXPECT_TRUE(hand_input(line).dark.empty());
}

}  // namespace
}  // namespace folio
