#include "separate/struck_spans.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr int kUnit = 20, kPitch = 26, kFeet = 60;  // pixels

/// A line of ten letters, 20 pixels high, and what the net takes for strikes in it.
struct StruckLine {
  cv::Mat ink = cv::Mat::zeros(100, 300, CV_8UC1);
  LayerOdds odds{ink.size(), 0.5};
  StrikeSearch line{{20, kFeet - kUnit, 280, kFeet}, {{20, kFeet}, {280, kFeet}}, kUnit, kPitch};

  StruckLine() {
    for (int i = 0; i < 10; ++i) ink(cv::Rect(20 + i * kPitch, kFeet - kUnit, 16, kUnit)) = 255;
    odds.map(Layer::typed) = 250;
  }
  void stroke(const cv::Rect& place, bool typed_too = false, int likelihood = 230) {
    ink(place) = 255;
    const cv::Rect half(place.x / 2, place.y / 2, place.width / 2, std::max(1, place.height / 2));
    odds.map(Layer::strike)(half) = likelihood;
    odds.map(Layer::typed)(half) = typed_too ? 240 : 10;
  }
  std::vector<Strike> find() const {
    return find_struck_spans(find_strike_ink(ink, 255 - ink, odds, kUnit), odds, line);
  }
};

TEST(StruckSpansTest, AStrokeThroughLettersStrikesWhatItCovers) {
  StruckLine page;
  page.stroke({70, 48, 100, 4});
  const std::vector<Strike> found = page.find();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].box.x0, 70, 2);
  EXPECT_NEAR(found[0].box.x1, 170, 2);
  EXPECT_EQ(found[0].kind, StrikeKind::line);
  EXPECT_GT(found[0].confidence, 0.9);
}

TEST(StruckSpansTest, OnlyThePensOwnInkCanBeTakenOff) {
  StruckLine page;
  page.stroke({70, 48, 100, 4});
  page.stroke({210, 44, 60, 12}, true);
  const StrikeInk found = find_strike_ink(page.ink, 255 - page.ink, page.odds, kUnit);
  EXPECT_EQ(cv::countNonZero(found.any), 100 * 4 + 60 * 12);
  // 16 of 26 columns are letters', which go on above and below.
  EXPECT_NEAR(cv::countNonZero(found.pen), 100 * 4 * 10 / 26, 60);
}

TEST(StruckSpansTest, WhatIsALettersEverywhereIsTypedOver) {
  StruckLine page;
  page.stroke({70, kFeet - kUnit, 100, kUnit}, true);
  const std::vector<Strike> found = page.find();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, StrikeKind::typed_over);
}

TEST(StruckSpansTest, TypingOverIsDoubtfulWhereTheNetIsNotSure) {
  StruckLine page;
  page.stroke({70, kFeet - kUnit, 100, kUnit}, true, 196);
  const std::vector<Strike> doubtful = page.find();
  ASSERT_EQ(doubtful.size(), 1U);
  EXPECT_LT(doubtful[0].confidence, 0.5);
  StruckLine other;
  other.stroke({70, kFeet - kUnit, 100, kUnit}, true, 140);
  EXPECT_TRUE(other.find().empty());
}

TEST(StruckSpansTest, StrokesApartByAboutALetterAreOneStrikeAndFartherOnesTwo) {
  StruckLine page;
  for (const int x : {40, 70, 100}) page.stroke({x, kFeet - 26, 6, 30});
  for (const int x : {190, 216}) page.stroke({x, kFeet - 26, 6, 30});
  const std::vector<Strike> found = page.find();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NEAR(found[0].box.x1, 106, 2);
  EXPECT_NEAR(found[1].box.x0, 190, 2);
}

TEST(StruckSpansTest, AStrokeBelowTheFeetStrikesNothing) {
  StruckLine page;
  page.stroke({70, kFeet + 8, 100, 4});
  EXPECT_TRUE(page.find().empty());
}

TEST(StruckSpansTest, AStrokeNarrowerThanACellStrikesNothing) {
  StruckLine page;
  page.stroke({70, 40, 14, 20});
  EXPECT_TRUE(page.find().empty());
}

TEST(StruckSpansTest, CrumbsAreNoStrikes) {
  StruckLine page;
  for (int x = 60; x < 200; x += 14) page.stroke({x, 48, 8, 4});
  EXPECT_TRUE(page.find().empty());
}

TEST(StruckSpansTest, WithoutANetNothingIsSeen) {
  const StruckLine page;
  const StrikeInk found = find_strike_ink(page.ink, 255 - page.ink, {}, kUnit);
  EXPECT_EQ(cv::countNonZero(found.any), 0);
  EXPECT_TRUE(find_struck_spans(found, {}, page.line).empty());
}

std::vector<Strike> colored_strikes(const cv::Mat& colored, Layer look = Layer::hand) {
  StruckLine page;
  page.ink(cv::Rect(20 + 4 * kPitch - 10, 0, kPitch, 100)) = 0;  // two words, of four letters and of six
  page.odds.map(look) = 200;
  return find_words_run_through(page.ink, colored, page.odds, page.line);
}

TEST(StruckSpansTest, AWordIsStruckWhereThePensColorRunsThroughIt) {
  cv::Mat colored = cv::Mat::zeros(100, 300, CV_8UC1);
  cv::line(colored, {10, 52}, {118, 46}, 255, 4);
  const std::vector<Strike> found = colored_strikes(colored);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].box.x0, 20, 2);
  EXPECT_NEAR(found[0].box.x1, 20 + 3 * kPitch + 16, 2);
  EXPECT_EQ(found[0].kind, StrikeKind::line);
  EXPECT_GT(found[0].confidence, 0.9);
  EXPECT_TRUE(colored_strikes(colored, Layer::stamp).empty()) << "a stamp strikes nothing";
}

TEST(StruckSpansTest, WritingThatDipsIntoALineStrikesNothing) {
  cv::Mat colored = cv::Mat::zeros(100, 300, CV_8UC1);
  for (const int x : {30, 90}) cv::line(colored, {x, 20}, {x - 3, 50}, 255, 4);
  colored(cv::Rect(20, kFeet + 3, 90, 4)) = 255;  // an underline
  EXPECT_TRUE(colored_strikes(colored).empty());
}

StrikeKind kind_of(const std::vector<std::vector<cv::Point>>& ways) {
  cv::Mat pen = cv::Mat::zeros(40, 220, CV_8UC1);
  for (const auto& way : ways) cv::polylines(pen, way, false, 255, 4);
  return kind_of_stroke(pen, kUnit);
}

TEST(StruckSpansTest, WaysOfStrikingAreToldByTheDirectionsOfTheirStrokes) {
  EXPECT_EQ(kind_of({{{10, 18}, {210, 22}}}), StrikeKind::line);
  EXPECT_EQ(kind_of({{{10, 14}, {210, 15}}, {{10, 26}, {210, 26}}}), StrikeKind::double_line);
  EXPECT_EQ(kind_of({{{10, 34}, {24, 6}, {38, 34}, {52, 6}, {66, 34}, {80, 6}, {94, 34}}}),
            StrikeKind::zigzag);
  EXPECT_EQ(kind_of({{{10, 36}, {60, 4}}, {{10, 4}, {60, 36}}}), StrikeKind::cross);
  EXPECT_EQ(kind_of({{{10, 36}, {24, 4}}, {{40, 36}, {54, 4}}, {{70, 36}, {84, 4}}}), StrikeKind::slant);
}

}  // namespace
}  // namespace folio
