#include "separate/stamp_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "separate/sheet_edge.h"

namespace folio {
namespace {

constexpr double kUnit = 20;

cv::Mat paper() { return cv::Mat::zeros(1400, 1000, CV_8UC1); }

void write_letters(cv::Mat& ink, int x, int y, int count) {
  for (int i = 0; i < count; ++i) cv::rectangle(ink, {x + 24 * i, y, 14, 20}, 255, 3);
}

TEST(StampFinderTest, ARectangleWithWritingInItIsAStamp) {
  cv::Mat ink = paper();
  cv::rectangle(ink, {200, 300, 400, 150}, 255, 4);
  write_letters(ink, 250, 350, 12);
  const auto stamps = find_stamps(ink, kUnit);
  ASSERT_EQ(stamps.size(), 1U);
  EXPECT_NEAR(stamps[0].x0, 200, 5);
  EXPECT_NEAR(stamps[0].y0, 300, 5);
  EXPECT_NEAR(stamps[0].x1, 600, 5);
  EXPECT_NEAR(stamps[0].y1, 450, 5);
}

TEST(StampFinderTest, ATurnedRectangleIsAStamp) {
  cv::Mat ink = paper();
  const cv::RotatedRect frame({400, 500}, {420, 160}, 8);
  std::vector<cv::Point2f> corners(4);
  frame.points(corners.data());
  for (size_t i = 0; i < 4; ++i) cv::line(ink, corners[i], corners[(i + 1) % 4], 255, 4);
  EXPECT_EQ(find_stamps(ink, kUnit).size(), 1U);
}

TEST(StampFinderTest, ARoundStampIsOneWithItsInnerRing) {
  cv::Mat ink = paper();
  cv::circle(ink, {500, 600}, 180, 255, 4);
  cv::circle(ink, {500, 600}, 120, 255, 3);
  const auto stamps = find_stamps(ink, kUnit);
  ASSERT_EQ(stamps.size(), 1U);
  EXPECT_NEAR(stamps[0].width(), 364, 24);
  EXPECT_NEAR(stamps[0].center_x(), 500, 8);
}

TEST(StampFinderTest, AWornOutlineIsStillOne) {
  cv::Mat ink = paper();
  cv::rectangle(ink, {200, 300, 400, 150}, 255, 4);
  for (int x = 230; x < 600; x += 60) ink(cv::Rect(x, 295, 6, 12)) = 0;
  EXPECT_EQ(find_stamps(ink, kUnit).size(), 1U);
}

TEST(StampFinderTest, LettersLinesAndScribbleAreNone) {
  cv::Mat ink = paper();
  write_letters(ink, 100, 100, 30);
  cv::line(ink, {100, 400}, {800, 410}, 255, 4);
  cv::ellipse(ink, {400, 700}, {200, 60}, 10, 0, 200, 255, 4);  // an open loop
  EXPECT_TRUE(find_stamps(ink, kUnit).empty());
  EXPECT_TRUE(find_stamps(paper(), kUnit).empty());
}

TEST(StampFinderTest, ARingAroundALeafNumberIsThePens) {
  cv::Mat ink = paper();
  cv::ellipse(ink, {850, 100}, {62, 58}, 15, 0, 360, 255, 4);
  cv::putText(ink, "95", {815, 120}, cv::FONT_HERSHEY_SIMPLEX, 1.8, 255, 4);
  EXPECT_TRUE(find_stamps(ink, kUnit).empty());
}

TEST(StampFinderTest, ASmallRoundStampWithLinesOfWritingIsOne) {
  cv::Mat ink = paper();
  cv::circle(ink, {500, 600}, 90, 255, 3);
  for (int y = 560; y <= 640; y += 40)
    for (int x = 460; x < 540; x += 18) cv::rectangle(ink, {x, y - 8, 9, 14}, 255, 2);
  EXPECT_EQ(find_stamps(ink, kUnit).size(), 1U);
}

TEST(StampFinderTest, AFrameAroundThePageIsNone) {
  cv::Mat ink = paper();
  cv::rectangle(ink, {20, 20, 960, 1360}, 255, 4);
  EXPECT_TRUE(find_stamps(ink, kUnit).empty());
}

TEST(SheetEdgeTest, LongThinInkAlongTheEdgeIsTheSheets) {
  const Box frame{0, 0, 1000, 1400};
  EXPECT_TRUE(lies_along_edge({2, 200, 12, 900}, frame, kUnit));
  EXPECT_TRUE(lies_along_edge({100, 1380, 700, 1396}, frame, kUnit));
  EXPECT_TRUE(lies_along_edge({0, 0, 200, 900}, frame, kUnit)) << "the bed beside a crooked sheet";
}

TEST(SheetEdgeTest, WritingNearTheEdgeIsNot) {
  const Box frame{0, 0, 1000, 1400};
  EXPECT_FALSE(lies_along_edge({920, 20, 985, 60}, frame, kUnit)) << "a leaf number";
  EXPECT_FALSE(lies_along_edge({400, 200, 410, 900}, frame, kUnit)) << "a rule in the text";
  EXPECT_FALSE(lies_along_edge({5, 500, 90, 540}, frame, kUnit)) << "a note";
}

}  // namespace
}  // namespace folio
