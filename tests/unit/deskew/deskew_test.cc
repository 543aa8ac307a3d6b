#include "deskew/deskew.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/staged_pages.h"

namespace folio {
namespace {

using testing::ScanKind;

LeafDescription skewed_leaf(double degrees, double dpi = 150, int lines = 12) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(lines));
  leaf.scan.dpi = dpi;
  leaf.scan.skew_degrees = degrees;
  leaf.scan.border_mm = std::abs(degrees) > 2 ? 3 : 0;
  return leaf;
}

class DrawnSkew : public ::testing::TestWithParam<double> {};

TEST_P(DrawnSkew, IsFoundToATwentiethOfADegree) {
  const auto upright = testing::upright_of(testing::scan_of(skewed_leaf(GetParam())));
  EXPECT_NEAR(upright->skew.degrees, GetParam(), 0.05);
  EXPECT_GT(upright->skew.confidence, 0.4);
}

INSTANTIATE_TEST_SUITE_P(Clockwise, DrawnSkew, ::testing::Values(-7.0, -0.3, 0.0, 0.05, 0.7, 4.0, 12.0));

TEST(DeskewTest, SkewIsTheSameAtEveryResolution) {
  for (const double dpi : {100.0, 300.0}) {
    EXPECT_NEAR(testing::upright_of(testing::scan_of(skewed_leaf(1.3, dpi)))->skew.degrees, 1.3, 0.05) << dpi;
  }
}

TEST(DeskewTest, SkewIsTheSameInBlackAndWhite) {
  const auto upright = testing::upright_of(testing::scan_of(skewed_leaf(-0.8), ScanKind::bilevel));
  EXPECT_NEAR(upright->skew.degrees, -0.8, 0.05);
}

/// What lies at a word's place on the upright page is the word: its ink is in the box, and ink is nowhere
/// near around it.
TEST(DeskewTest, ScanFromUprightLeadsFromWordsToTheirPlaces) {
  for (const double degrees : {-3.0, 0.4, 6.0}) {
    const DrawnLeaf drawn = draw_leaf(skewed_leaf(degrees), testing::debian_faces());
    const auto upright = testing::upright_of(testing::scan_of(drawn));
    const PageMap::Inverse upright_from_scan = upright->scan_from_upright.inverse();
    for (const TextLine& line : drawn.truth.lines) {
      // The line's baseline comes out level: within the skew's tolerance over 150 mm at 150 dpi.
      const cv::Point2d left = upright_from_scan(line.baseline.left),
                        right = upright_from_scan(line.baseline.right);
      EXPECT_NEAR(left.y, right.y, 1.0) << degrees;
      // Ink begins where the drawn letters end: rows just under the baseline are darkest no more.
      const Word& word = line.words.back();
      const cv::Point2d middle = upright_from_scan(cv::Point2d(word.box.center_x(), word.box.center_y()));
      const Box around{static_cast<int>(middle.x) - 4, static_cast<int>(left.y - line.x_height),
                       static_cast<int>(middle.x) + 5, static_cast<int>(left.y)};
      EXPECT_LT(cv::mean(upright->gray(to_rect(around)))[0], 235) << degrees << " " << word.text;
    }
  }
}

TEST(DeskewTest, PixelsAndTransformAgree) {
  // A few black squares beside the text: their middles on the upright page, taken to the scan, are where they
  // were drawn.
  const auto scan = testing::scan_of(skewed_leaf(5), ScanKind::gray);
  auto marked = std::make_shared<ScannedPage>(*scan);
  marked->pixels = scan->pixels.clone();
  const std::vector<cv::Point> corners{{60, 200}, {60, 400}};
  std::vector<cv::Point2d> middles;
  for (const cv::Point& corner : corners) {
    marked->pixels(cv::Rect(corner, cv::Size(24, 24))).setTo(255);
    marked->pixels(cv::Rect(corner + cv::Point(8, 8), cv::Size(8, 8))).setTo(0);
    middles.emplace_back(corner.x + 12, corner.y + 12);
  }
  const auto upright = testing::upright_of(marked);
  for (const cv::Point2d& middle : middles) {
    const cv::Point2d there = upright->scan_from_upright.inverse()(middle);
    const Box around{cvRound(there.x) - 11, cvRound(there.y) - 11, cvRound(there.x) + 11,
                     cvRound(there.y) + 11};
    const cv::Mat dark = 255 - upright->gray(to_rect(around));
    const cv::Moments moments = cv::moments(dark);
    const cv::Point2d found(around.x0 + moments.m10 / moments.m00 + 0.5,
                            around.y0 + moments.m01 / moments.m00 + 0.5);
    const cv::Point2d back = upright->scan_from_upright(found);
    EXPECT_NEAR(back.x, middle.x, 0.3);
    EXPECT_NEAR(back.y, middle.y, 0.3);
  }
}

TEST(DeskewTest, TheUprightPageHoldsTheWholeScan) {
  const auto upright = testing::upright_of(testing::scan_of(skewed_leaf(8)));
  const cv::Size scan = upright->scan->pixels.size();
  const PageMap::Inverse upright_from_scan = upright->scan_from_upright.inverse();
  for (const double x : {0.0, double(scan.width)}) {
    for (const double y : {0.0, double(scan.height)}) {
      const cv::Point2d p = upright_from_scan(cv::Point2d(x, y));
      EXPECT_GE(p.x, -1e-6);
      EXPECT_GE(p.y, -1e-6);
      EXPECT_LE(p.x, upright->size().width + 1e-6);
      EXPECT_LE(p.y, upright->size().height + 1e-6);
    }
  }
  EXPECT_EQ(upright->color.size(), upright->size());
}

TEST(DeskewTest, ALevelPageIsNotTouched) {
  const auto scan = testing::scan_of(skewed_leaf(0));
  const auto upright = testing::upright_of(scan);
  EXPECT_EQ(upright->skew.degrees, 0);
  EXPECT_EQ(upright->scan_from_upright.plane().matrix(), cv::Matx33d::eye());
  EXPECT_EQ(upright->size(), scan->pixels.size());
  EXPECT_EQ(upright->color.data, scan->pixels.data);
}

TEST(DeskewTest, APageWithoutRowsIsLeftAsItIs) {
  for (const int brightness : {255, 180, 0}) {
    const auto upright = testing::upright_of(testing::blank_scan({400, 500}, brightness));
    EXPECT_EQ(upright->skew.degrees, 0);
    EXPECT_EQ(upright->skew.confidence, 0);
    EXPECT_EQ(upright->size(), cv::Size(400, 500));
    EXPECT_TRUE(upright->color.empty());
  }
}

TEST(DeskewTest, TheSmallestPageIsAPage) {
  const auto upright = testing::upright_of(testing::blank_scan({1, 1}));
  EXPECT_EQ(upright->size(), cv::Size(1, 1));
  EXPECT_EQ(testing::upright_of(testing::blank_scan({3000, 2}))->size(), cv::Size(3000, 2));
}

TEST(DeskewTest, OutsideTheFrameIsPaper) {
  LeafDescription leaf = skewed_leaf(0);
  leaf.scan.border_mm = 5;
  const auto upright = testing::upright_of(testing::scan_of(leaf));
  EXPECT_GT(upright->frame.x0, 20);
  EXPECT_EQ(cv::countNonZero(upright->gray.colRange(0, upright->frame.x0) != 255), 0);
  EXPECT_EQ(cv::countNonZero(upright->gray.rowRange(upright->frame.y1, upright->gray.rows) != 255), 0);
}

TEST(DeskewTest, AKnownSkewGivesTheSamePage) {
  const auto scan = testing::scan_of(skewed_leaf(2.2));
  const auto found = testing::upright_of(scan);
  const UprightPage again =
      turn_upright(scan, found->skew, 1, Box{0, 0, scan->pixels.cols, scan->pixels.rows});
  EXPECT_EQ(again.size(), found->size());
  EXPECT_EQ(again.scan_from_upright.plane().matrix(), found->scan_from_upright.plane().matrix());
  EXPECT_EQ(again.skew.degrees, found->skew.degrees);
}

TEST(DeskewTest, SmallLettersAreEnlarged) {
  for (const ScanKind kind : {ScanKind::color, ScanKind::bilevel}) {
    const auto scan = testing::scan_of(skewed_leaf(1.3, 72), kind);
    const auto upright = testing::upright_of(scan);
    const double scale = upright->scan_from_upright.inverse().scale();
    EXPECT_GT(scale, 2.5);
    EXPECT_LE(scale, 4.0001);
    EXPECT_NEAR(upright->size().height, scale * scan->pixels.rows, 0.1 * upright->size().height);
    EXPECT_NEAR(upright->skew.degrees, 1.3, 0.1);
    EXPECT_EQ(upright->color.empty(), kind != ScanKind::color);
    if (kind == ScanKind::color) {
      EXPECT_EQ(upright->color.size(), upright->size());
    }
    const Box scan_box{100, 120, 160, 150};
    const Box there = upright->scan_from_upright.inverse()(scan_box);
    EXPECT_NEAR(there.width(), scale * scan_box.width(), 0.1 * there.width());
  }
}

TEST(DeskewTest, UsualLettersAreNot) {
  for (const double dpi : {150.0, 300.0}) {
    EXPECT_NEAR(testing::upright_of(testing::scan_of(skewed_leaf(1.3, dpi)))->scan_from_upright.scale(), 1,
                1e-9);
  }
}

}  // namespace
}  // namespace folio
