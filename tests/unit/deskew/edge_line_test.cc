#include "deskew/edge_line.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

/// 10 mm along an edge of 300 mm, 10 pixels a millimeter: paper, with a row of letters 2 mm high and 3 mm
/// apart.
cv::Mat strip_with_letters() {
  cv::Mat strip(100, 3000, CV_8UC1, cv::Scalar(255));
  for (int x = 20; x < 2980; x += 30) strip(cv::Rect(x, 70, 18, 20)).setTo(30);
  return strip;
}

/// A line 3 pixels thick from one height to the other, with gaps of 20 pixels every 150.
void add_broken_line(cv::Mat& strip, int from_y, int to_y) {
  cv::Mat line = cv::Mat::zeros(strip.size(), CV_8UC1);
  cv::line(line, {100, from_y}, {2900, to_y}, 255, 3);
  for (int x = 0; x < strip.cols; x += 150) line.colRange(x, x + 20).setTo(0);
  strip.setTo(60, line);
}

TEST(EdgeLineTest, ABrokenSlantingLineGoes) {
  for (const int to_y : {20, 45}) {
    cv::Mat strip = strip_with_letters();
    const cv::Mat letters = strip.clone();
    add_broken_line(strip, 20, to_y);
    ASSERT_GT(cv::countNonZero(strip != letters), 5000);
    clear_edge_line(strip);
    EXPECT_EQ(cv::countNonZero(strip != letters), 0) << to_y << ": and the letters beside it stay";
  }
}

TEST(EdgeLineTest, AShortStrokeStays) {
  cv::Mat strip = strip_with_letters();
  strip(cv::Rect(500, 30, 300, 3)).setTo(40);  // 30 mm: a tenth of the side
  const cv::Mat before = strip.clone();
  clear_edge_line(strip);
  EXPECT_EQ(cv::countNonZero(strip != before), 0);
}

TEST(EdgeLineTest, ARowOfLettersOrDashesIsNoLine) {
  cv::Mat strip = strip_with_letters();
  for (int x = 50; x < 2900; x += 30) strip(cv::Rect(x, 20, 20, 3)).setTo(40);
  const cv::Mat before = strip.clone();
  clear_edge_line(strip);
  EXPECT_EQ(cv::countNonZero(strip != before), 0);
}

TEST(EdgeLineTest, AnEmptyStripStaysEmpty) {
  cv::Mat strip(1, 10, CV_8UC1, cv::Scalar(255));
  clear_edge_line(strip);
  EXPECT_EQ(cv::countNonZero(strip != 255), 0);
}

}  // namespace
}  // namespace folio
