#include "recognize/reading_input.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

/// A line whose letters stand on row `baseline`: boxes half a cell wide in cells of `pitch` pixels.
LineImage boxes(double x_height, double baseline, double pitch, int count, int gray = 0) {
  LineImage line;
  line.gray = cv::Mat(cvRound(2.4 * x_height), cvRound(pitch * count), CV_8UC1, cv::Scalar(255));
  for (int i = 0; i < count; ++i) {
    line.gray(cv::Rect(cvRound((i + 0.25) * pitch), cvRound(baseline - x_height), cvRound(0.5 * pitch),
                       cvRound(x_height))) = gray;
  }
  line.x_height = x_height;
  line.baseline_y = baseline;
  line.pitch = pitch;
  return line;
}

/// Box of what is darker than a half.
cv::Rect inked(const cv::Mat& dark) {
  std::vector<cv::Point> points;
  cv::findNonZero(dark > 0.5, points);
  return cv::boundingRect(points);
}

TEST(ReadingInputTest, CellsLettersAndBaselineComeToTheirPlaces) {
  for (const double scale : {0.5, 1.0, 2.5}) {
    const ReadingInput input = reading_input(boxes(16 * scale, 29 * scale, 24 * scale, 12));
    EXPECT_EQ(input.dark.rows, kReadingHeight);
    EXPECT_EQ(input.dark.cols % kReadingWidthStep, 0);
    EXPECT_NEAR(input.x_scale, kReadingCell / (24 * scale), 1e-9);
    const cv::Rect ink = inked(input.dark);
    EXPECT_NEAR(ink.y, 12.8, 1.2) << scale;
    EXPECT_NEAR(ink.br().y, 28.8, 1.2) << scale;
    EXPECT_NEAR(ink.x, 5, 1.2) << scale;
    EXPECT_NEAR(ink.br().x, 12 * kReadingCell - 5, 1.2) << scale;
  }
}

TEST(ReadingInputTest, WithoutARasterTheCellFollowsFromTheLetters) {
  LineImage line = boxes(16, 29, 20.8, 6);
  line.pitch = 0;
  EXPECT_NEAR(reading_input(line).x_scale, kReadingCell / 20.8, 1e-9);
}

TEST(ReadingInputTest, FaintInkIsAsDarkAsStrong) {
  double darkest = 0;
  cv::minMaxLoc(reading_input(boxes(16, 29, 20, 8, 120)).dark, nullptr, &darkest);
  EXPECT_NEAR(darkest, 1, 0.02);
  cv::minMaxLoc(reading_input(boxes(16, 29, 20, 8, 190)).dark, nullptr, &darkest);
  EXPECT_LT(darkest, 0.95) << "traces stay traces";
}

TEST(ReadingInputTest, PaperGivesNothing) {
  LineImage line;
  EXPECT_TRUE(reading_input(line).dark.empty());
  line.gray = cv::Mat(40, 200, CV_8UC1, cv::Scalar(250));
  line.x_height = 16, line.baseline_y = 29;
  EXPECT_TRUE(reading_input(line).dark.empty());
}

}  // namespace
}  // namespace folio
