#include "imaging/ink_lines.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/drawn_pages.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

using testing::segmented_of;

/// A clean typed page's ink; where `broken`, the ribbon left gaps a few pixels wide all over it.
SegmentedPage typed_ink(bool broken) {
  SegmentedPage page;
  page.ink = segmented_of(testing::scan_of(testing::short_leaf(testing::prose_lines(8))))->ink.clone();
  if (!broken) return page;
  cv::Mat noise(page.ink.size(), CV_8UC1);
  cv::RNG(7).fill(noise, cv::RNG::UNIFORM, 0, 256);
  cv::GaussianBlur(noise, noise, {0, 0}, 1.5);
  page.ink.setTo(0, noise < 127);
  return page;
}

TEST(InkLinesTest, TypeBrokenIntoCrumbsIsMended) {
  SegmentedPage whole = typed_ink(false), broken = typed_ink(true);
  find_lines(whole);
  find_lines(broken);
  ASSERT_EQ(whole.lines.size(), 8U);
  ASSERT_EQ(broken.lines.size(), 8U);
  EXPECT_NEAR(broken.letter_height, whole.letter_height, 0.15 * whole.letter_height);
  for (size_t i = 0; i < 8; ++i) {
    EXPECT_NEAR(broken.lines[i].baseline.y_at(800), whole.lines[i].baseline.y_at(800), 3) << i;
  }
}

TEST(InkLinesTest, WholeTypeIsLeftAsItIs) {
  SegmentedPage page = typed_ink(false);
  const cv::Mat before = page.ink.clone();
  find_lines(page);
  EXPECT_EQ(cv::countNonZero(before != page.ink), 0);
  EXPECT_FALSE(page.blocks.empty());
}

TEST(InkLinesTest, NoInkHasNothing) {
  SegmentedPage page;
  page.ink = cv::Mat::zeros(300, 200, CV_8UC1);
  find_lines(page);
  EXPECT_TRUE(page.lines.empty());
  EXPECT_TRUE(page.blocks.empty());
  EXPECT_EQ(page.letter_height, 0);
}

}  // namespace
}  // namespace folio
