#include "deskew/orientation.h"

#include <gtest/gtest.h>

#include <array>
#include <opencv2/imgproc.hpp>

#include "deskew/deskew.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

constexpr std::array kCodes{cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE};

/// A drawn page that was laid down turned clockwise by so many quarter turns.
std::shared_ptr<const ScannedPage> laid_down(int quarter_turns, double skew = 0.8) {
  LeafDescription leaf = testing::plain_leaf(testing::prose_lines(16));
  leaf.paper.height_mm = 160;
  leaf.scan.dpi = 150;
  leaf.scan.skew_degrees = skew;
  auto scan = std::make_shared<ScannedPage>(*testing::scan_of(leaf));
  if (quarter_turns > 0)
    cv::rotate(scan->pixels.clone(), scan->pixels, kCodes[static_cast<size_t>(quarter_turns) - 1]);
  return scan;
}

class QuarterTurns : public ::testing::TestWithParam<int> {};

TEST_P(QuarterTurns, AreFoundAndRighted) {
  const int turns = GetParam();
  const auto upright = deskew(laid_down(turns), {});
  EXPECT_EQ(upright.orientation.quarter_turns, (4 - turns) % 4);
  EXPECT_GT(upright.orientation.confidence, 0.5);
  EXPECT_NEAR(upright.skew.degrees, 0.8, 0.1);
  // The same upright page as of the scan that was laid down well, pixel for pixel but for rounding.
  const auto reference = deskew(laid_down(0), {});
  ASSERT_EQ(upright.size(), reference.size());
  cv::Mat off;
  cv::absdiff(upright.gray, reference.gray, off);
  EXPECT_LT(cv::mean(off)[0], 0.5);
  EXPECT_EQ(upright.color.size(), upright.size());
}

TEST_P(QuarterTurns, PlacesLeadBackToTheScan) {
  const int turns = GetParam();
  const auto scan = laid_down(turns);
  const auto upright = deskew(scan, {});
  cv::Mat gray;
  cv::cvtColor(scan->pixels, gray, cv::COLOR_BGR2GRAY);
  // Dark on the upright page is dark at its place on the scan.
  std::vector<cv::Point> ink;
  cv::findNonZero(upright.gray < 90, ink);
  ASSERT_GT(ink.size(), 1000U);
  int dark = 0, asked = 0;
  for (size_t i = 0; i < ink.size(); i += 97, ++asked) {
    const cv::Point2d there = upright.scan_from_upright(cv::Point2d(ink[i].x + 0.5, ink[i].y + 0.5));
    ASSERT_TRUE(cv::Rect2d(0, 0, gray.cols, gray.rows).contains(there));
    dark += gray.at<uchar>(static_cast<int>(there.y), static_cast<int>(there.x)) < 150 ? 1 : 0;
  }
  EXPECT_GT(dark, 0.97 * asked);
}

INSTANTIATE_TEST_SUITE_P(Clockwise, QuarterTurns, ::testing::Values(0, 1, 2, 3));

TEST(OrientationTest, ATurnNeedsTwoWitnesses) {
  DeskewOptions options;
  int asked = 0;
  // Says `turns` of the page as it lies, and, of the page turned so, that it lies well.
  const auto judge = [&](int turns, double margin, int then = 0) {
    asked = 0;
    return [&asked, turns, margin, then](const cv::Mat&) {
      return TesseractOrientation{asked++ == 0 ? turns : then, margin};
    };
  };
  options.orientation = judge(2, 30);
  EXPECT_EQ(deskew(laid_down(0), options).orientation.quarter_turns, 0) << "the judge is not even asked";
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(deskew(laid_down(1), options).orientation.quarter_turns, 0) << "upside down is no side";
  options.orientation = judge(2, 30);
  EXPECT_EQ(deskew(laid_down(2), options).orientation.quarter_turns, 2);
  options.orientation = judge(2, 1.9);
  EXPECT_EQ(deskew(laid_down(2), options).orientation.quarter_turns, 0) << "a judge that is not sure";
  options.orientation = judge(2, 30, 2);
  EXPECT_EQ(deskew(laid_down(2), options).orientation.quarter_turns, 0) << "a judge that contradicts itself";
  options.orientation = [](const cv::Mat&) { return std::optional<TesseractOrientation>(); };
  EXPECT_EQ(deskew(laid_down(2), options).orientation.quarter_turns, 0);
  options.orientation = nullptr;
  EXPECT_EQ(deskew(laid_down(3), options).orientation.quarter_turns, 0);
}

TEST(OrientationTest, AnEmptyPageLiesAsItLies) {
  const auto upright = deskew(testing::blank_scan({400, 500}), {});
  EXPECT_EQ(upright.orientation.quarter_turns, 0);
  EXPECT_EQ(upright.orientation.confidence, 0);
}

}  // namespace
}  // namespace folio
