#include "deskew/bed_cleaner.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/staged_pages.h"

namespace folio {
namespace {

cv::Mat paper() { return cv::Mat(1400, 1000, CV_8UC1, cv::Scalar(252)); }

/// A dark wedge along one edge: `length` long, `depth` deep at its thick end. Sides: 0 top, 1 right, 2
/// bottom, 3 left.
cv::Mat with_wedge(int side, int length, int depth) {
  cv::Mat page = paper();
  const std::vector<cv::Point> corner =
      side == 0   ? std::vector<cv::Point>{{0, 0}, {length, 0}, {0, depth}}
      : side == 1 ? std::vector<cv::Point>{{999, 0}, {999, length}, {999 - depth, 0}}
      : side == 2 ? std::vector<cv::Point>{{999, 1399}, {999 - length, 1399}, {999, 1399 - depth}}
                  : std::vector<cv::Point>{{0, 1399}, {0, 1399 - length}, {depth, 1399}};
  cv::fillPoly(page, std::vector<std::vector<cv::Point>>{corner}, 25);
  cv::GaussianBlur(page, page, {}, 1);
  return page;
}

TEST(BedCleanerTest, WedgesOfBedBecomePaper) {
  for (int side = 0; side < 4; ++side) {
    for (const int depth : {4, 20, 40}) {
      cv::Mat page = with_wedge(side, 800, depth);
      clear_edges(page);
      EXPECT_EQ(cv::countNonZero(page < 180), 0) << "side " << side << ", depth " << depth;
    }
  }
}

TEST(BedCleanerTest, WritingThatReachesTheEdgeStays) {
  cv::Mat page = paper();
  cv::putText(page, "44 na polyakh", {880, 300}, cv::FONT_HERSHEY_SCRIPT_COMPLEX, 1, 40,
              2);  // cut off by the edge
  cv::putText(page, "13", {2, 18}, cv::FONT_HERSHEY_PLAIN, 1.5, 40, 2);
  cv::line(page, {500, 0}, {480, 120}, 40, 4);  // a pen stroke that runs out of the page
  const cv::Mat before = page.clone();
  clear_edges(page);
  EXPECT_EQ(cv::norm(page, before, cv::NORM_INF), 0);
}

TEST(BedCleanerTest, RulesWithinThePageStay) {
  cv::Mat page = paper();
  cv::line(page, {40, 60}, {960, 64}, 40, 3);
  cv::line(page, {40, 60}, {40, 1300}, 40, 3);
  const cv::Mat before = page.clone();
  clear_edges(page);
  EXPECT_EQ(cv::norm(page, before, cv::NORM_INF), 0);
}

TEST(BedCleanerTest, LinesAlongTheEdgesGo) {
  cv::Mat page = paper();
  cv::line(page, {0, 10}, {990, 14}, 40, 3);
  cv::line(page, {12, 30}, {20, 1300}, 40, 3);
  clear_edges(page);
  EXPECT_EQ(cv::countNonZero(page < 180), 0);
}

TEST(BedCleanerTest, AnySizeWillDo) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(19, 300), cv::Size(3000, 2), cv::Size(25, 25)}) {
    cv::Mat page(size, CV_8UC1, cv::Scalar(0));
    clear_edges(page);
    EXPECT_EQ(page.size(), size);
  }
}

TEST(BedCleanerTest, ACrookedDrawnSheetHasInkOnlyWhereItWasTyped) {
  for (const double degrees : {-1.4, 0.5, 2.0}) {
    LeafDescription leaf = testing::short_leaf(testing::prose_lines(6));
    leaf.scan.skew_degrees = degrees;
    leaf.scan.border_mm = 3;
    leaf.scan.dpi = 150;
    const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
    const auto upright = testing::upright_of(testing::scan_of(drawn));
    Box text;
    for (const TextLine& line : drawn.truth.lines)
      text = unite(text, testing::on_upright(line.box, *upright));
    cv::Mat outside = upright->gray < 128;
    outside(to_rect(grow(text, 4, 4))) = 0;
    EXPECT_EQ(cv::countNonZero(outside), 0) << degrees;
  }
}

}  // namespace
}  // namespace folio
