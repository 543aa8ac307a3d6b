#include "imaging/binarizer.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <random>

#include "imaging/background.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

TEST(BinarizerTest, InkOfADrawnPageIsFoundToItsEdges) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(5));
  const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
  const cv::Mat ink = binarize(even_out_background(testing::scan_of(drawn, testing::ScanKind::gray)->pixels));
  EXPECT_GT(testing::overlap_of(ink, drawn.masks[Layer::typed]), 0.9);
}

TEST(BinarizerTest, WornTypeOnTonedPaperIsWhole) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(5));
  leaf.paper.tone = {225, 210, 180};
  leaf.paper.grain = 0.5;
  leaf.scan.noise = 3;
  leaf.scan.blur_px = 1;
  leaf.typewriter.wear = {0.05, 0.06, 0.5, 0.6, 0.4};
  leaf.typewriter.bolder_mm = 0.1;
  const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
  const cv::Mat ink = binarize(even_out_background(testing::scan_of(drawn, testing::ScanKind::gray)->pixels));
  EXPECT_GT(testing::overlap_of(ink, drawn.masks[Layer::typed]), 0.75);
}

TEST(BinarizerTest, FaintAndHeavyStrokesKeepTheirWidth) {
  // Strokes of seven pixels with soft edges, black ones and pale ones: half of each one's darkness lies at
  // the same place. The page's faintest ink may cost pale ones a pixel a side, no more.
  cv::Mat page(200, 400, CV_8UC1, cv::Scalar(255));
  for (int y = 20; y < 180; y += 20) cv::rectangle(page, {250, y, 90, 7}, 10, cv::FILLED);
  for (int y = 20; y < 180; y += 20) cv::rectangle(page, {50, y, 90, 7}, 90, cv::FILLED);
  cv::GaussianBlur(page, page, {}, 1.0);
  const cv::Mat ink = binarize(page);
  EXPECT_NEAR(cv::countNonZero(ink(cv::Rect(295, 70, 1, 20))), 7, 1) << "black";
  EXPECT_NEAR(cv::countNonZero(ink(cv::Rect(95, 70, 1, 20))), 7, 2) << "pale";
}

TEST(BinarizerTest, PaperHoldsNoInk) {
  EXPECT_EQ(cv::countNonZero(binarize(cv::Mat(300, 200, CV_8UC1, cv::Scalar(255)))), 0);
  std::mt19937 random(5);
  cv::Mat grain(300, 200, CV_8UC1);
  for (int y = 0; y < grain.rows; ++y) {
    for (int x = 0; x < grain.cols; ++x) grain.at<uchar>(y, x) = static_cast<uchar>(230 + random() % 26);
  }
  EXPECT_EQ(cv::countNonZero(binarize(grain)), 0);
}

TEST(BinarizerTest, WhatShinesThroughIsNoInk) {
  cv::Mat page(400, 400, CV_8UC1, cv::Scalar(252));
  for (int y = 30; y < 370; y += 40) {
    for (int x = 30; x < 370; x += 16) {
      cv::rectangle(page, {x, y, 4, 16}, 30, cv::FILLED);
      cv::rectangle(page, {x, y + 20, 4, 16}, 215, cv::FILLED);  // the other side's
    }
  }
  const cv::Mat ink = binarize(page);
  EXPECT_EQ(cv::countNonZero(ink), cv::countNonZero(page == 30));
}

TEST(BinarizerTest, PencilPalerThanTypeIsFoundAndWhatShinesThroughIsNot) {
  // Type at grey 30; a pencil's thin strokes and the other side's letters, equally dark, one sharp and one
  // blurred.
  cv::Mat page(500, 400, CV_8UC1, cv::Scalar(252)), behind = page.clone();
  for (int x = 30; x < 370; x += 16) {
    for (int y = 30; y < 220; y += 40) cv::rectangle(page, {x, y, 4, 16}, 30, cv::FILLED);
    cv::rectangle(behind, {x, 400, 7, 40}, 115, cv::FILLED);
  }
  cv::line(page, {40, 260}, {200, 330}, 150, 5, cv::LINE_AA);
  cv::GaussianBlur(page, page, {}, 0.7);
  cv::GaussianBlur(behind, behind, {}, 3);
  cv::min(page, behind, page);
  const cv::Mat ink = binarize(page);
  EXPECT_GT(cv::countNonZero(ink.rowRange(250, 340)), 170 * 4) << "pencil";
  EXPECT_EQ(cv::countNonZero(ink.rowRange(380, 460)), 0) << "from the other side";
}

TEST(BinarizerTest, AnySizeWillDo) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(7, 1), cv::Size(9, 17)}) {
    EXPECT_EQ(binarize(cv::Mat(size, CV_8UC1, cv::Scalar(200))).size(), size);
  }
}

}  // namespace
}  // namespace folio
