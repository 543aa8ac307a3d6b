#include "imaging/ink_pieces.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr PieceLevels kLevels{.sure = 150, .fainter = 60};

/// A stroke 40 pixels long and 8 wide, its edges blurred by `blur` pixels, at row `y`.
void draw_stroke(cv::Mat& page, int y, int gray, double blur) {
  cv::Mat stroke(page.size(), CV_8UC1, cv::Scalar(255));
  cv::rectangle(stroke, {30, y, 40, 8}, gray, cv::FILLED);
  if (blur > 0) cv::GaussianBlur(stroke, stroke, {}, blur);
  cv::min(page, stroke, page);
}

/// Which strokes of the page stay: those of type at 20 and 50, the one in question at 90.
bool stays(int gray, double blur, bool with_type = true) {
  cv::Mat page(130, 100, CV_8UC1, cv::Scalar(255));
  if (with_type) draw_stroke(page, 20, 20, 0.7), draw_stroke(page, 50, 40, 0.7);
  draw_stroke(page, 90, gray, blur);
  cv::Mat mask = page < 215;
  const cv::Mat before = mask.clone();
  keep_ink_pieces(page, before, kLevels, mask);
  EXPECT_EQ(cv::countNonZero(mask & ~before), 0);
  EXPECT_EQ(cv::countNonZero(mask.rowRange(0, 70)), cv::countNonZero(before.rowRange(0, 70)));
  const int left = cv::countNonZero(mask.rowRange(70, 130));
  EXPECT_TRUE(left == 0 || left == cv::countNonZero(before.rowRange(70, 130)));
  return left > 0;
}

TEST(InkPiecesTest, ASharpFaintStrokeStays) { EXPECT_TRUE(stays(165, 0.7)); }

TEST(InkPiecesTest, ABlurredFaintStrokeGoes) { EXPECT_FALSE(stays(165, 3)); }

TEST(InkPiecesTest, ABlurredDarkStrokeStays) { EXPECT_TRUE(stays(20, 3)); }

TEST(InkPiecesTest, WhatIsTooFaintGoesHoweverSharp) { EXPECT_FALSE(stays(205, 0.7)); }

TEST(InkPiecesTest, WithoutASurePieceNothingStays) { EXPECT_FALSE(stays(165, 0.7, false)); }

TEST(InkPiecesTest, GrainGoesHoweverSharp) {
  cv::Mat page(60, 60, CV_8UC1, cv::Scalar(255));
  cv::rectangle(page, {5, 5, 30, 6}, 20, cv::FILLED);
  cv::rectangle(page, {40, 40, 2, 2}, 165, cv::FILLED);
  cv::Mat mask = page < 215;
  keep_ink_pieces(page, mask.clone(), kLevels, mask);
  EXPECT_EQ(cv::countNonZero(mask), 180);
}

TEST(InkPiecesTest, OfASurePieceTheCoreStays) {
  cv::Mat page(40, 60, CV_8UC1, cv::Scalar(255));
  cv::rectangle(page, {10, 10, 30, 6}, 20, cv::FILLED);
  cv::rectangle(page, {40, 10, 10, 6}, 180, cv::FILLED);  // a faint tail
  cv::Mat mask = page < 215;
  keep_ink_pieces(page, page < 100, kLevels, mask);
  EXPECT_EQ(cv::countNonZero(mask), 180);
}

}  // namespace
}  // namespace folio
