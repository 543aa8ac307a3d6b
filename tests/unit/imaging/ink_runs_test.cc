#include "imaging/ink_runs.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

/// A U, whose arms meet in its last row, and a speck.
cv::Mat picture() {
  cv::Mat ink = cv::Mat::zeros(6, 12, CV_8UC1);
  for (const cv::Rect& stroke : {cv::Rect(1, 0, 2, 5), cv::Rect(6, 1, 2, 4), cv::Rect(1, 4, 7, 1)})
    ink(stroke) = 255;
  ink.at<uchar>(2, 11) = 255;
  return ink;
}

TEST(InkRunsTest, RunsComeInReadingOrderWithTheirPieces) {
  const InkRuns found(picture());
  ASSERT_EQ(found.pieces().size(), 2U);
  EXPECT_EQ(found.pieces()[0].box, (Box{1, 0, 8, 5}));
  EXPECT_EQ(found.pieces()[0].area, 2 * 4 + 2 * 3 + 7);
  EXPECT_EQ(found.pieces()[1].box, (Box{11, 2, 12, 3}));
  ASSERT_EQ(found.runs().size(), 9U);
  EXPECT_EQ(found.runs()[1].x1, 3);
  EXPECT_EQ(found.runs()[2].label, 1) << "the right arm, that only the foot joins";
  EXPECT_EQ(found.runs().back().y, 4);
}

TEST(InkRunsTest, APixelKnowsItsPiece) {
  const InkRuns found(picture());
  EXPECT_EQ(found.label_at(0, 0), 0);
  EXPECT_EQ(found.label_at(1, 0), 1);
  EXPECT_EQ(found.label_at(3, 2), 0);
  EXPECT_EQ(found.label_at(7, 2), 1);
  EXPECT_EQ(found.label_at(11, 2), 2);
  EXPECT_EQ(found.label_at(11, 5), 0);
}

TEST(InkRunsTest, AMaskHasThePiecesOwnPixels) {
  const cv::Mat ink = picture();
  const InkRuns found(ink);
  for (const Component& piece : found.pieces())
    EXPECT_EQ(cv::norm(found.mask_of(piece), ink(to_rect(piece.box)), cv::NORM_INF), 0) << piece.label;
  EXPECT_TRUE(InkRuns(cv::Mat::zeros(4, 4, CV_8UC1)).pieces().empty());
}

TEST(NextInkTest, PaperIsSkipped) {
  const cv::Mat ink = picture();
  EXPECT_EQ(next_ink(ink.ptr<uchar>(2), 0, 12), 1);
  EXPECT_EQ(next_ink(ink.ptr<uchar>(2), 2, 12), 2);
  EXPECT_EQ(next_ink(ink.ptr<uchar>(2), 8, 12), 11);
  EXPECT_EQ(next_ink(ink.ptr<uchar>(5), 0, 12), 12);
  EXPECT_EQ(next_ink(ink.ptr<uchar>(5), 12, 12), 12);
}

}  // namespace
}  // namespace folio
