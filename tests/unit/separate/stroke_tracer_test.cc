#include "separate/stroke_tracer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kUnit = 30;

/// Upright letters' strokes 5 pixels wide every 20, and a stroke of the pen of 4 pixels that rises through
/// them.
struct Crossed {
  cv::Mat letters = cv::Mat::zeros(60, 200, CV_8UC1), pen = letters.clone();
  Crossed() {
    for (int x = 8; x < 195; x += 20) letters(cv::Rect(x, 14, 5, 32)) = 255;
    for (int x = 0; x < 200; ++x) pen(cv::Rect(x, middle(x) - 2, 1, 4)) = 255;
  }
  static int middle(int x) { return 34 - x / 20; }
  cv::Mat ink() const { return letters | pen; }
  cv::Mat gray() const { return 255 - ink(); }
  /// What a coarse net says: about the stroke.
  cv::Mat hint() const {
    cv::Mat wide;
    cv::dilate(pen, wide, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    return wide * 0.8;
  }
};

TEST(StrokeTracerTest, TheStrokeAndNothingElseIsTaken) {
  const Crossed page;
  const auto traced = trace_stroke(page.ink(), page.gray(), page.hint(), kUnit);
  ASSERT_TRUE(traced.has_value());
  EXPECT_NEAR(traced->thickness, 4, 0.5);
  EXPECT_LE(cv::countNonZero(traced->stroke ^ page.pen), 0.06 * cv::countNonZero(page.pen));
}

TEST(StrokeTracerTest, LettersGoOnUnderIt) {
  const Crossed page;
  const auto traced = trace_stroke(page.ink(), page.gray(), page.hint(), kUnit);
  ASSERT_TRUE(traced.has_value());
  const cv::Mat left = page.ink() & (~traced->stroke | traced->crossed);
  EXPECT_LE(cv::countNonZero(left ^ page.letters), 0.05 * cv::countNonZero(page.letters));
}

TEST(StrokeTracerTest, ALettersBarIsNotCrossed) {
  // A closed letter: the stroke runs through its empty middle.
  Crossed page;
  page.letters.setTo(0);
  for (int x = 20; x < 180; x += 40) cv::ellipse(page.letters, {x + 10, 30}, {11, 15}, 0, 0, 360, 255, 4);
  const auto traced = trace_stroke(page.ink(), page.gray(), page.hint(), kUnit);
  ASSERT_TRUE(traced.has_value());
  EXPECT_EQ(traced->crossed.at<uchar>(Crossed::middle(30), 30), 0);
  EXPECT_NE(traced->stroke.at<uchar>(Crossed::middle(30), 30), 0);
}

TEST(StrokeTracerTest, TwoInksOverEachOtherAreDarker) {
  // A letter's bar along the stroke: only its darkness tells.
  Crossed page;
  page.letters(cv::Rect(40, 30, 40, 4)) = 255;
  cv::Mat gray(page.letters.size(), CV_8UC1, cv::Scalar(255));
  gray.setTo(120, page.ink());
  gray.setTo(60, page.letters & page.pen);
  const auto traced = trace_stroke(page.ink(), gray, page.hint(), kUnit);
  ASSERT_TRUE(traced.has_value());
  const cv::Mat both = page.letters & page.pen & traced->stroke;
  EXPECT_EQ(cv::countNonZero(both & ~traced->crossed), 0);
}

TEST(StrokeTracerTest, LettersWithoutAStrokeHaveNone) {
  Crossed page;
  page.pen.setTo(0);
  EXPECT_FALSE(trace_stroke(page.ink(), page.gray(), page.hint(), kUnit).has_value());
}

TEST(StrokeTracerTest, ABlotIsNoStroke) {
  const cv::Mat blot(40, 100, CV_8UC1, cv::Scalar(255));
  EXPECT_FALSE(trace_stroke(blot, 255 - blot, blot, kUnit).has_value());
}

TEST(StrokeTracerTest, NothingIsFollowedInNothing) {
  EXPECT_FALSE(trace_stroke({}, {}, {}, kUnit).has_value());
  const cv::Mat empty = cv::Mat::zeros(20, 50, CV_8UC1);
  EXPECT_FALSE(trace_stroke(empty, 255 - empty, empty, kUnit).has_value());
}

}  // namespace
}  // namespace folio
