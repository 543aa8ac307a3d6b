#include "separate/typing_over.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/typed_stems.h"

namespace folio {
namespace {

using testing::kBaseline;
using testing::kXHeight;
using testing::search;
using testing::typed_line;

TEST(TypedOverTest, ThreeDenseCellsInARowAreTypedOver) {
  cv::Mat ink = typed_line();
  const auto cells = cell_ink(ink, search(), 40);
  ASSERT_EQ(cells.size(), 40U);
  const double usual = cells[cells.size() / 2];
  EXPECT_TRUE(find_typed_over(ink, search(), 40, usual).empty());
  for (int i = 10; i < 15; ++i) {  // an x over each letter
    cv::line(ink, {40 + 30 * i + 4, kBaseline - kXHeight}, {40 + 30 * i + 24, kBaseline}, 255, 5);
    cv::line(ink, {40 + 30 * i + 24, kBaseline - kXHeight}, {40 + 30 * i + 4, kBaseline}, 255, 5);
  }
  const auto found = find_typed_over(ink, search(), 40, usual);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, StrikeKind::typed_over);
  EXPECT_NEAR(found[0].box.x0, 340, 2);
  EXPECT_NEAR(found[0].box.x1, 490, 2);
}

TEST(TypedOverTest, TwoDenseCellsAreLetters) {
  cv::Mat ink = typed_line();
  const double usual = 0.4;
  for (const int i : {10, 11, 20})
    cv::rectangle(ink, {42 + 30 * i, kBaseline - kXHeight, 26, kXHeight}, 255, cv::FILLED);
  EXPECT_TRUE(find_typed_over(ink, search(), 40, usual).empty());
}

}  // namespace
}  // namespace folio
