#include "deskew/frame_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "deskew/bed_finder.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

/// At about 120 dpi, unless told otherwise.
Box frame_of(const cv::Mat& gray, double pixels_per_mm = 5) {
  const CoarseView view = coarse_view(gray, pixels_per_mm);
  return find_frame(view, find_bed(view));
}

/// Paper of 210 with rows of text.
cv::Mat text_page() {
  cv::Mat page(1400, 1000, CV_8UC1, cv::Scalar(210));
  for (int y = 160; y < 1250; y += 40) {
    for (int x = 120; x < 880; x += 18) cv::rectangle(page, {x, y, 9, 14}, 40, cv::FILLED);
  }
  return page;
}

// One row of the coarse picture that the frame is sought on is 1.75 pixels here; two such are cut for safety.
constexpr int kSlack = 4;

TEST(FrameFinderTest, APageWithoutBordersIsAllFrame) {
  EXPECT_EQ(frame_of(text_page()), (Box{0, 0, 1000, 1400}));
  EXPECT_EQ(frame_of(cv::Mat(50, 40, CV_8UC1, cv::Scalar(255))), (Box{0, 0, 40, 50}));
}

TEST(FrameFinderTest, DarkBandsAreCutOff) {
  cv::Mat page = text_page();
  page.colRange(0, 70) = 20;
  page.rowRange(1330, 1400) = 30;
  const Box frame = frame_of(page);
  EXPECT_NEAR(frame.x0, 70, kSlack);
  EXPECT_GE(frame.x0, 70);
  EXPECT_NEAR(frame.y1, 1330, kSlack);
  EXPECT_LE(frame.y1, 1330);
  EXPECT_EQ(frame.y0, 0);
  EXPECT_EQ(frame.x1, 1000);
}

TEST(FrameFinderTest, ADarkLineNearTheEdgeIsCutOff) {
  cv::Mat page = text_page();
  page.colRange(975, 982) = 15;
  const Box frame = frame_of(page);
  EXPECT_NEAR(frame.x1, 975, kSlack);
  EXPECT_LE(frame.x1, 975);
}

TEST(FrameFinderTest, ADarkLineWithANumberBeyondItIsNot) {
  cv::Mat page = text_page();
  page.colRange(958, 962) = 15;
  cv::putText(page, "44", {970, 60}, cv::FONT_HERSHEY_SIMPLEX, 0.6, 120, 2);  // in pencil
  EXPECT_EQ(frame_of(page), (Box{0, 0, 1000, 1400}));
}

TEST(FrameFinderTest, OnACrookedSheetNoCornerIsCutOff) {
  for (const double degrees : {-15.0, -4.0, 4.0, 15.0}) {
    LeafDescription leaf = testing::short_leaf(testing::prose_lines(12));
    leaf.scan.border_mm = 30;
    leaf.scan.dpi = 120;
    leaf.scan.skew_degrees = degrees;
    const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
    const double mm = 120 / 25.4;
    const Box frame = frame_of(testing::scan_of(drawn, testing::ScanKind::gray)->pixels, mm);
    for (const auto& [found, true_side] : {std::pair{frame.x0, drawn.frame.x0},
                                           {frame.y0, drawn.frame.y0},
                                           {-frame.x1, -drawn.frame.x1},
                                           {-frame.y1, -drawn.frame.y1}}) {
      EXPECT_LT(found, true_side + 3 * mm) << degrees;  // the opening rounds the very corners off
      EXPECT_GT(found, true_side - 1 * mm) << degrees;
    }
  }
}

TEST(FrameFinderTest, ARuleWithinTheTextIsNot) {
  cv::Mat page = text_page();
  page.rowRange(700, 706) = 15;
  EXPECT_EQ(frame_of(page), (Box{0, 0, 1000, 1400}));
}

TEST(FrameFinderTest, TextUpToTheEdgeIsNotCut) {
  cv::Mat page(1400, 1000, CV_8UC1, cv::Scalar(210));
  for (int y = 2; y < 1390; y += 40) {
    for (int x = 2; x < 990; x += 18) cv::rectangle(page, {x, y, 5, 14}, 40, cv::FILLED);
  }
  EXPECT_EQ(frame_of(page), (Box{0, 0, 1000, 1400}));
}

TEST(FrameFinderTest, ADarkPageIsLeftWhole) {
  EXPECT_EQ(frame_of(cv::Mat(300, 200, CV_8UC1, cv::Scalar(12))), (Box{0, 0, 200, 300}));
}

TEST(FrameFinderTest, OnADarkPageOfLightPaperTheLeafNumberAtTheEdgeStays) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(6));
  leaf.scan.border_mm = 4;
  leaf.scan.dpi = 150;
  leaf.paper.tone = {225, 214, 188};
  HandText number{"44", "author", 180, 8};  // 3 mm from the sheet's right edge
  number.role = Role::leaf_number;
  leaf.hand_texts = {number};
  const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
  const Box frame = frame_of(testing::scan_of(drawn, testing::ScanKind::gray)->pixels, 150 / 25.4);
  const double mm = 150 / 25.4;
  EXPECT_EQ(intersect(frame, drawn.truth.lines.back().box), drawn.truth.lines.back().box)
      << "the number is within the frame";
  for (const auto& [found, true_side] : {std::pair{frame.x0, drawn.frame.x0},
                                         {frame.y0, drawn.frame.y0},
                                         {frame.x1, drawn.frame.x1},
                                         {frame.y1, drawn.frame.y1}}) {
    EXPECT_NEAR(found, true_side, 1.0 * mm);
  }
}

}  // namespace
}  // namespace folio
