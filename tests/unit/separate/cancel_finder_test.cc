#include "separate/cancel_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <string>

namespace folio {
namespace {

constexpr int kPen = 5;

/// The number in plain figures about 42 pixels high, by a pen of 5.
cv::Mat figures(const std::string& number, double size = 1) {
  cv::Mat ink = cv::Mat::zeros(cvRound(120 * size),
                               cvRound((120 + 40 * static_cast<double>(number.size())) * size), CV_8UC1);
  cv::putText(ink, number, {cvRound(50 * size), cvRound(80 * size)}, cv::FONT_HERSHEY_SIMPLEX, 2 * size, 255,
              cvRound(kPen * size));
  return ink;
}

/// A stroke through the middle that sticks out by `end` pixels.
cv::Mat stroke_through(const cv::Mat& ink, double slope, double end, int thickness = kPen) {
  const cv::Rect box = cv::boundingRect(ink);
  const double y = box.y + 0.5 * box.height, half = 0.5 * box.width + end, x = box.x + 0.5 * box.width;
  cv::Mat stroke = cv::Mat::zeros(ink.size(), CV_8UC1);
  cv::line(stroke, {cvRound(x - half), cvRound(y - slope * half)},
           {cvRound(x + half), cvRound(y + slope * half)}, 255, thickness);
  return stroke;
}

double overlap(const cv::Mat& a, const cv::Mat& b) {
  return static_cast<double>(cv::countNonZero(a & b)) / std::max(1, cv::countNonZero(a | b));
}

TEST(CancelFinder, NumbersThatAreNotStruckHaveNoStroke) {
  for (int number = 0; number <= 220; ++number)
    EXPECT_FALSE(find_cancel(figures(std::to_string(number)))) << number;
}

TEST(CancelFinder, StruckNumbersAreFoundAndUncovered) {
  for (const double slope : {-0.3, -0.15, 0.0, 0.2}) {
    for (int number = 2; number <= 220; number += 3) {
      SCOPED_TRACE(std::to_string(number) + " by a slope of " + std::to_string(slope));
      const cv::Mat digits = figures(std::to_string(number)), stroke = stroke_through(digits, slope, 14);
      const std::optional<Cancel> cancel = find_cancel(digits | stroke);
      if (!cancel) {
        ADD_FAILURE() << "not found";
        continue;
      }
      EXPECT_GT(overlap(cancel->stroke, stroke), 0.6);
      const cv::Rect box = cv::boundingRect(digits);
      // The end of a 4's bar may be lost under the stroke.
      EXPECT_NEAR(cancel->writing.x, box.x, 2 * kPen);
      EXPECT_NEAR(cancel->writing.br().x, box.br().x, 2 * kPen);
      EXPECT_GT(overlap(((digits | stroke) & ~cancel->stroke) | cancel->crossed, digits), 0.6);
    }
  }
}

TEST(CancelFinder, SizeIsNoMatter) {
  for (const double size : {0.4, 0.7, 2.0, 4.0}) {
    const cv::Mat digits = figures("45", size);
    const cv::Mat stroke = stroke_through(digits, -0.2, 14 * size, std::max(1, cvRound(kPen * size)));
    EXPECT_TRUE(find_cancel(digits | stroke)) << size;
    EXPECT_FALSE(find_cancel(digits)) << size;
  }
}

TEST(CancelFinder, LinesBesideTheFiguresCancelNothing) {
  const cv::Mat digits = figures("45");
  const cv::Rect box = cv::boundingRect(digits);
  for (const int y : {box.y - 4, box.br().y + 4}) {
    cv::Mat ink = digits.clone();
    cv::line(ink, {box.x - 15, y}, {box.br().x + 15, y}, 255, kPen);
    EXPECT_FALSE(find_cancel(ink)) << y;
  }
}

TEST(CancelFinder, StrokesThatEndWithinTheFiguresCancelNothing) {
  const cv::Mat digits = figures("45");
  EXPECT_FALSE(find_cancel(digits | stroke_through(digits, -0.2, -12)));
}

TEST(CancelFinder, ACrossADashAndNothingAreNotCancelled) {
  cv::Mat ink = cv::Mat::zeros(100, 100, CV_8UC1);
  EXPECT_FALSE(find_cancel(ink));
  cv::line(ink, {20, 50}, {80, 50}, 255, kPen);
  EXPECT_FALSE(find_cancel(ink));
  cv::line(ink, {50, 20}, {50, 80}, 255, kPen);
  EXPECT_FALSE(find_cancel(ink));
}

}  // namespace
}  // namespace folio
