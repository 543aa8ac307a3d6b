#include "separate/figure_ring.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kUnit = 20;

/// A ring of this radius with text of this height in its middle, and its box.
bool figure_ring(int radius, const std::string& text, double height) {
  cv::Mat ink = cv::Mat::zeros(800, 800, CV_8UC1);
  cv::circle(ink, {400, 400}, radius, 255, 4);
  if (!text.empty()) {
    const double scale = cv::getFontScaleFromHeight(cv::FONT_HERSHEY_SIMPLEX, cvRound(height), 3);
    const cv::Size size = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, scale, 3, nullptr);
    cv::putText(ink, text, {400 - size.width / 2, 400 + size.height / 2}, cv::FONT_HERSHEY_SIMPLEX, scale,
                255, 3);
  }
  return is_figure_ring(ink, {398 - radius, 398 - radius, 403 + radius, 403 + radius}, kUnit);
}

TEST(FigureRingTest, HighFiguresOrNothingInASmallRing) {
  EXPECT_TRUE(figure_ring(60, "95", 50));
  EXPECT_TRUE(figure_ring(80, "7", 70));
  EXPECT_TRUE(figure_ring(60, "", 0));
}

TEST(FigureRingTest, FiguresThatTouchTheRingToo) { EXPECT_TRUE(figure_ring(60, "1956", 55)); }

TEST(FigureRingTest, LowLettersAreAStamps) { EXPECT_FALSE(figure_ring(90, "14 JUN", 24)); }

TEST(FigureRingTest, LargeRingsAreStamps) {
  EXPECT_FALSE(figure_ring(180, "95", 150));
  EXPECT_FALSE(figure_ring(180, "", 0));
}

TEST(FigureRingTest, ARingBeyondThePageIsNone) {
  EXPECT_FALSE(is_figure_ring(cv::Mat::zeros(100, 100, CV_8UC1), {200, 200, 260, 260}, kUnit));
}

}  // namespace
}  // namespace folio
