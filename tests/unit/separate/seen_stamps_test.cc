#include "separate/seen_stamps.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

constexpr double kUnit = 20;

/// A page with what a net might say of it.
struct Page {
  cv::Mat ink = cv::Mat::zeros(200, 400, CV_8UC1);
  LayerOdds odds{ink.size(), 0.5};

  void put(const cv::Rect& place, Layer layer, int likelihood = 220) {
    ink(place) = 255;
    odds.map(layer)(cv::Rect(place.x / 2, place.y / 2, place.width / 2, place.height / 2)) = likelihood;
  }
  /// Figures of a numbering machine.
  void put_number(int likelihood = 253) {
    for (int i = 0; i < 5; ++i) put({100 + 24 * i, 60, 12, 36}, Layer::stamp, likelihood);
  }
  std::vector<SeenStamp> find(const cv::Mat& rules = {}) const {
    return find_seen_stamps(ink, rules, odds, kUnit);
  }
};

TEST(SeenStampsTest, ANumberWithoutAnOutlineIsAStamp) {
  Page page;
  page.put_number();
  const auto found = page.find();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LE(found[0].box.x0, 102);
  EXPECT_GE(found[0].box.x1, 206);
  EXPECT_EQ(cv::countNonZero(found[0].mask), 5 * 12 * 36);
  EXPECT_NEAR(found[0].confidence, 253 / 255.0, 0.01);
}

TEST(SeenStampsTest, ARuleIsNoPartOfIt) {
  Page page;
  page.put_number();
  page.put({100, 76, 112, 4}, Layer::stamp, 253);
  cv::Mat rules = cv::Mat::zeros(page.ink.size(), CV_8UC1);
  rules(cv::Rect(100, 76, 112, 4)) = 255;
  const auto found = page.find(rules);
  ASSERT_EQ(found.size(), 1U);
  const Box& box = found[0].box;
  EXPECT_EQ(cv::countNonZero(found[0].mask & rules(to_rect(box))), 0);
  EXPECT_EQ(cv::countNonZero(found[0].mask), 5 * 12 * 32);
  EXPECT_TRUE(page.find(page.ink).empty());
}

TEST(SeenStampsTest, WhatWasWrittenIntoItIsNotItsInk) {
  Page page;
  page.put_number();
  page.put({140, 66, 4, 24}, Layer::hand);
  const auto found = page.find();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].mask.at<uchar>(80 - found[0].box.y0, 142 - found[0].box.x0), 0);
}

TEST(SeenStampsTest, UnlikelySmallAndForeignInkIsNone) {
  Page unlikely;
  unlikely.put_number(100);
  EXPECT_TRUE(unlikely.find().empty());
  Page small;
  small.put({100, 60, 30, 36}, Layer::stamp);
  EXPECT_TRUE(small.find().empty());
  Page rule;
  rule.put({20, 60, 300, 6}, Layer::stamp);
  EXPECT_TRUE(rule.find().empty()) << "a line is too low";
  Page hand;
  hand.put_number();
  for (int i = 0; i < 4; ++i) hand.put({114 + 24 * i, 60, 8, 36}, Layer::hand);
  hand.put({100, 64, 120, 28}, Layer::hand);
  EXPECT_TRUE(hand.find().empty()) << "most ink there is the pen's";
  EXPECT_TRUE(find_seen_stamps(small.ink, cv::Mat(), {}, kUnit).empty());
}

}  // namespace
}  // namespace folio
