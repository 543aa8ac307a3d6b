#include "imaging/line_step.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

constexpr double kLetter = 20;

/// A line of `letters` letters with its baseline at `foot`, at x = 100.
InkLine line_at(double foot, int letters = 40, double slope = 0) {
  InkLine line;
  const double right = 100 + 27.0 * letters;
  line.baseline = {{100, foot}, {right, foot + slope * (right - 100)}, 0};
  line.box = {100, static_cast<int>(foot) - 20, static_cast<int>(right), static_cast<int>(foot)};
  line.x_height = kLetter;
  for (int i = 0; i < letters; ++i) line.component_idxs.push_back(i);
  return line;
}

TEST(LineStepTest, IsTheDistanceOfRows) {
  std::vector<InkLine> lines;
  for (int row = 0; row < 12; ++row) lines.push_back(line_at(200 + 63.3 * row));
  const auto found = find_line_step(lines, kLetter);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->step, 63.3, 0.01);
  EXPECT_NEAR(found->slope, 0, 1e-4);
}

TEST(LineStepTest, EmptyRowsDoNotDoubleIt) {
  std::vector<InkLine> lines;
  for (const int row : {0, 1, 3, 4, 6, 8, 9, 11, 12}) lines.push_back(line_at(200 + 50.0 * row));
  const auto found = find_line_step(lines, kLetter);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->step, 50, 0.02);
}

TEST(LineStepTest, InsertionsHalfAStepUpDoNotHalveIt) {
  std::vector<InkLine> lines;
  for (int row = 0; row < 14; ++row) {
    lines.push_back(line_at(200 + 80.0 * row));
    if (row % 4 == 2) lines.push_back(line_at(160 + 80.0 * row, 8));
  }
  const auto found = find_line_step(lines, kLetter);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->step, 80, 0.05);
}

TEST(LineStepTest, APlatenMovedBetweenBlocksDoesNotSpoilIt) {
  std::vector<InkLine> lines;
  for (int row = 0; row < 8; ++row) lines.push_back(line_at(200 + 63.0 * row));
  for (int row = 0; row < 8; ++row) lines.push_back(line_at(200 + 63.0 * 8.37 + 63.0 * row));
  const auto found = find_line_step(lines, kLetter);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->step, 63, 0.05);
}

TEST(LineStepTest, OneLineHasNone) {
  EXPECT_FALSE(find_line_step({line_at(200)}, kLetter));
  EXPECT_FALSE(find_line_step({}, kLetter));
}

}  // namespace
}  // namespace folio
