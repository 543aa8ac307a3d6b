#include "drawing/draw_leaf.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/error.h"
#include "support/drawn_pages.h"

namespace folio {
namespace {

using testing::debian_faces;
using testing::layered_leaf;
using testing::plain_leaf;
using testing::prose_lines;

cv::Mat dark(const cv::Mat& pixels, int below) {
  cv::Mat grey;
  cv::cvtColor(pixels, grey, cv::COLOR_BGR2GRAY);
  return grey < below;
}

/// Sum of the squared row profile after turning the ink back by `degrees`: highest when rows are level.
double levelness(const cv::Mat& ink, double degrees) {
  const cv::Mat turn =
      cv::getRotationMatrix2D({ink.cols / 2.0F, ink.rows / 2.0F}, degrees, 1);  // counter-clockwise
  cv::Mat level, rows;
  cv::warpAffine(ink, level, turn, ink.size());
  cv::reduce(level, rows, 1, cv::REDUCE_SUM, CV_64F);
  return rows.dot(rows);
}

TEST(DrawLeafTest, SameDescriptionSamePixels) {
  const LeafDescription leaf = layered_leaf();
  const DrawnLeaf one = draw_leaf(leaf, debian_faces()), two = draw_leaf(leaf, debian_faces());
  EXPECT_EQ(cv::norm(one.pixels, two.pixels, cv::NORM_INF), 0);
  EXPECT_EQ(cv::norm(one.masks.labels(), two.masks.labels(), cv::NORM_INF), 0);
}

TEST(DrawLeafTest, AnotherSeedOtherPixels) {
  LeafDescription leaf = layered_leaf();
  const DrawnLeaf one = draw_leaf(leaf, debian_faces());
  leaf.seed = 2;
  EXPECT_GT(cv::norm(one.pixels, draw_leaf(leaf, debian_faces()).pixels, cv::NORM_INF), 0);
}

TEST(DrawLeafTest, ABareDescriptionIsAWhiteSheetOfItsSize) {
  const DrawnLeaf drawn = draw_leaf(LeafDescription(), debian_faces());
  EXPECT_EQ(drawn.pixels.size(), cv::Size(2480, 3508));
  EXPECT_EQ(cv::countNonZero(dark(drawn.pixels, 255)), 0);
  EXPECT_TRUE(drawn.truth.lines.empty());
  EXPECT_EQ(drawn.frame, (Box{0, 0, 2480, 3508}));
}

TEST(DrawLeafTest, APlainPageHoldsItsLinesAndNothingElse) {
  const auto lines = prose_lines(5);
  const DrawnLeaf drawn = draw_leaf(plain_leaf(lines), debian_faces());
  ASSERT_EQ(drawn.truth.lines.size(), 5U);
  EXPECT_EQ(drawn.truth.lines[0].words.front().text, "В");
  EXPECT_EQ(drawn.truth.lines[1].words.back().text, "жа-");
  cv::Mat outside = dark(drawn.pixels, 250);
  for (const TextLine& line : drawn.truth.lines)
    outside(to_rect(clip(grow(line.box, 2, 2), drawn.pixels.size()))).setTo(0);
  EXPECT_EQ(cv::countNonZero(outside), 0);
  EXPECT_EQ(cv::countNonZero(drawn.masks[Layer::hand]), 0);
}

TEST(DrawLeafTest, WordBoxesHoldTheTypedInkTightly) {
  LeafDescription leaf = plain_leaf(prose_lines(4));
  leaf.scan.skew_degrees = -1.2;
  const DrawnLeaf drawn = draw_leaf(leaf, debian_faces());
  cv::Mat rest = drawn.masks[Layer::typed].clone();
  for (const TextLine& line : drawn.truth.lines)
    for (const Word& word : line.words) {
      const Box around = grow(word.box, 2, 2);
      const Box ink = to_box(cv::boundingRect(drawn.masks[Layer::typed](to_rect(around))));
      // Hairlines count as ink a pixel farther out in the mask, whose surroundings are smaller.
      EXPECT_NEAR(ink.x0, 2, 1) << word.text;
      EXPECT_NEAR(ink.y0, 2, 1) << word.text;
      EXPECT_NEAR(ink.x1, around.width() - 2, 1) << word.text;
      EXPECT_NEAR(ink.y1, around.height() - 2, 1) << word.text;
      rest(to_rect(grow(word.box, 1, 1))).setTo(0);
    }
  EXPECT_EQ(cv::countNonZero(rest), 0);
}

TEST(DrawLeafTest, ThePageIsCrookedAsItSays) {
  for (const double degrees : {-1.5, 0.0, 0.6}) {
    LeafDescription leaf = plain_leaf(prose_lines(8));
    leaf.scan.skew_degrees = degrees;
    const DrawnLeaf drawn = draw_leaf(leaf, debian_faces());
    EXPECT_EQ(drawn.truth.skew.degrees, degrees);
    const cv::Mat& ink = drawn.masks[Layer::typed];
    const double there = levelness(ink, degrees);
    EXPECT_GT(there, levelness(ink, degrees - 0.15)) << degrees;
    EXPECT_GT(there, levelness(ink, degrees + 0.15)) << degrees;
    const Baseline& baseline = drawn.truth.lines[2].baseline;
    EXPECT_NEAR(degrees_from_slope(baseline.slope()), degrees, 1e-6);
  }
}

TEST(DrawLeafTest, LettersStandInTheCellsOfTheGrid) {
  const DrawnLeaf drawn = draw_leaf(plain_leaf({"нннн нннн"}), debian_faces());
  EXPECT_NEAR(drawn.grid.pitch, 2.6 / 25.4 * 300, 1e-9);
  const cv::Mat& ink = drawn.masks[Layer::typed];
  const int y0 = drawn.truth.lines[0].box.y0, y1 = drawn.truth.lines[0].box.y1;
  for (int cell = 0; cell < 9; ++cell) {
    const double left = drawn.grid.origin.x + cell * drawn.grid.pitch;
    const cv::Rect place(static_cast<int>(std::lround(left)), y0, static_cast<int>(drawn.grid.pitch),
                         y1 - y0);
    const cv::Rect found = cv::boundingRect(ink(place));
    if (cell == 4) {
      EXPECT_TRUE(found.empty());
    } else {
      EXPECT_NEAR(found.x + found.width / 2.0, drawn.grid.pitch / 2, 1.5) << cell;
    }
  }
}

TEST(DrawLeafTest, BaselinesLieLineStepsApartUnderTheLetters) {
  LeafDescription leaf = plain_leaf({"нннн", "нннн", "нннн"});
  leaf.lines[2].row = 6;
  const DrawnLeaf drawn = draw_leaf(leaf, debian_faces());
  ASSERT_EQ(drawn.truth.lines.size(), 3U);
  EXPECT_NEAR(drawn.truth.lines[0].baseline.left.y, drawn.grid.origin.y, 1e-9);
  EXPECT_NEAR(drawn.truth.lines[1].baseline.left.y - drawn.grid.origin.y, 1.5 * drawn.grid.line_step, 1e-9);
  EXPECT_NEAR(drawn.truth.lines[2].baseline.left.y - drawn.grid.origin.y, 6 * drawn.grid.line_step, 1e-9);
  for (const TextLine& line : drawn.truth.lines) {
    EXPECT_NEAR(line.box.y1, line.baseline.left.y, 1.5);
    EXPECT_NEAR(line.box.height(), line.x_height, 2.5);
  }
}

TEST(DrawLeafTest, HalfTheResolutionIsHalfTheSize) {
  LeafDescription leaf = plain_leaf(prose_lines(2));
  leaf.scan.dpi = 150;
  const DrawnLeaf drawn = draw_leaf(leaf, debian_faces());
  EXPECT_EQ(drawn.pixels.size(), cv::Size(1240, 1754));
  EXPECT_NEAR(drawn.grid.pitch, 2.6 / 25.4 * 150, 1e-9);
}

TEST(DrawLeafTest, TheBedIsDarkAroundThePaper) {
  LeafDescription leaf;
  leaf.paper.width_mm = 100;
  leaf.paper.height_mm = 60;
  leaf.scan.border_mm = 5;
  leaf.scan.skew_degrees = 1;
  const DrawnLeaf drawn = draw_leaf(leaf, debian_faces());
  const cv::Mat bed = dark(drawn.pixels, 60);
  EXPECT_EQ(bed.at<unsigned char>(5, 5), 255);
  EXPECT_EQ(bed.at<unsigned char>(bed.rows - 6, bed.cols - 6), 255);
  EXPECT_EQ(bed.at<unsigned char>(bed.rows / 2, bed.cols / 2), 0);
  const Box paper = to_box(cv::boundingRect(dark(drawn.pixels, 250) == 0));
  EXPECT_NEAR(paper.x0, drawn.frame.x0, 4);
  EXPECT_NEAR(paper.y1, drawn.frame.y1, 4);
  EXPECT_EQ(cv::countNonZero(drawn.masks.labels()), 0);  // the bed is no ink
}

TEST(DrawLeafTest, HolesShowTheBedAndAreNoInk) {
  LeafDescription leaf;
  leaf.scan.dpi = 100;
  leaf.paper.punch_holes = 2;
  const DrawnLeaf drawn = draw_leaf(leaf, debian_faces());
  const cv::Mat holes = dark(drawn.pixels, 60);
  for (const double y_mm : {148.5 - 40, 148.5 + 40})
    EXPECT_EQ(holes.at<unsigned char>(cvRound(y_mm * 100 / 25.4), cvRound(12 * 100 / 25.4)), 255);
  EXPECT_NEAR(cv::countNonZero(holes), 2 * CV_PI * 9 * std::pow(100 / 25.4, 2), 60);
  EXPECT_EQ(cv::countNonZero(drawn.masks.labels()), 0);
}

TEST(DrawLeafTest, ANeighborIsTypedBeyondTheGutterAndIsNoneOfTheTruth) {
  LeafDescription leaf = plain_leaf({"раз два", "три четыре"});
  leaf.scan.border_mm = 20;
  leaf.scan.dpi = 100;
  const DrawnLeaf alone = draw_leaf(leaf, debian_faces());
  leaf.scan.neighbor_right = true;
  const DrawnLeaf bound = draw_leaf(leaf, debian_faces());
  EXPECT_EQ(cv::countNonZero(bound.masks.labels() != alone.masks.labels()), 0);
  EXPECT_EQ(bound.truth.lines.size(), alone.truth.lines.size());
  const double mm = 100 / 25.4;
  const int gutter = bound.frame.x1, beyond = gutter + cvRound(15 * mm), middle = bound.pixels.rows / 2;
  EXPECT_LT(bound.pixels.at<cv::Vec3b>(middle, gutter)[1], 140);
  EXPECT_GT(bound.pixels.at<cv::Vec3b>(middle, beyond)[1], 240);
  const int baseline = cvRound((20 + leaf.top_mm) * mm);
  const cv::Rect first_letters(gutter + cvRound(7 * mm), baseline - cvRound(3 * mm), cvRound(12 * mm),
                               cvRound(3 * mm));
  EXPECT_GT(cv::countNonZero(dark(bound.pixels(first_letters), 100)), 30);
}

TEST(DrawLeafTest, WhatIsNotThereIsAnError) {
  const auto code_of = [](const LeafDescription& leaf, const Faces& faces) {
    try {
      draw_leaf(leaf, faces);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode{};
  };
  EXPECT_EQ(code_of(plain_leaf({"раз"}), Faces()), ErrorCode::arguments);
  EXPECT_EQ(code_of(plain_leaf({"漢"}), debian_faces()), ErrorCode::arguments);
  LeafDescription stranger;
  stranger.hand_texts.push_back({"раз", "nobody"});
  EXPECT_EQ(code_of(stranger, debian_faces()), ErrorCode::arguments);
  LeafDescription adrift = plain_leaf({"раз"});
  adrift.hand_texts.push_back({"два"});
  adrift.hand_texts[0].after_line = 1;
  EXPECT_EQ(code_of(adrift, debian_faces()), ErrorCode::input);
}

}  // namespace
}  // namespace folio
