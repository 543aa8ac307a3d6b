#include "separate/touching_hand.h"

#include <gtest/gtest.h>

#include "imaging/components.h"

namespace folio {
namespace {

/// A square of 20 pixels with a bar of 30 to its right that hangs on it; the net takes the bar for the pen's.
struct Joined {
  SegmentedPage page;
  LayerOdds odds;

  explicit Joined(int bar_height, int typed_under_bar = 0) {
    page.ink = cv::Mat::zeros(60, 100, CV_8UC1);
    page.ink(cv::Rect(10, 20, 20, 20)) = 255;
    page.ink(cv::Rect(30, 25, 30, bar_height)) = 255;
    page.components = find_components(page.ink, page.labels);
    page.letter_height = 20;
    odds = LayerOdds(page.ink.size(), 0.5);
    odds.map(Layer::typed)(cv::Rect(0, 0, 15, 30)) = 250;
    odds.map(Layer::typed)(cv::Rect(15, 0, 35, 30)) = typed_under_bar;
    odds.map(Layer::hand)(cv::Rect(15, 0, 35, 30)) = 250;
  }
};

TEST(TouchingHandTest, WritingIsTakenOffTheLetterThatItTouches) {
  const Joined joined(8);
  const cv::Mat found = find_touching_hand(joined.page, joined.odds);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(cv::countNonZero(found(cv::Rect(30, 25, 30, 8))), 30 * 8);
  EXPECT_EQ(cv::countNonZero(found), 30 * 8);
}

TEST(TouchingHandTest, ASpeckStaysWithItsLetter) {
  EXPECT_TRUE(find_touching_hand(Joined(1).page, Joined(1).odds).empty());
}

TEST(TouchingHandTest, WhatMayBeTypedTooStaysTyped) {
  const Joined joined(8, 200);
  EXPECT_TRUE(find_touching_hand(joined.page, joined.odds).empty());
}

TEST(TouchingHandTest, WithoutANetThereIsNothingToTellBy) {
  EXPECT_TRUE(find_touching_hand(Joined(8).page, {}).empty());
}

}  // namespace
}  // namespace folio
