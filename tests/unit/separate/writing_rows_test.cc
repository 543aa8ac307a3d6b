#include "separate/writing_rows.h"

#include <gtest/gtest.h>

#include <cmath>

namespace folio {
namespace {

constexpr double kUnit = 20;

/// Rows of letters about these places, as much ink in each as its weight, over an even share of tails.
std::vector<double> profile(const std::vector<std::pair<int, double>>& rows, double tails = 5) {
  std::vector<double> out(300, 0);
  for (size_t y = 20; y < 280; ++y) out[y] = tails;
  for (const auto& [middle, weight] : rows)
    for (int y = middle - 9; y < middle + 9; ++y) out[static_cast<size_t>(y)] += weight;
  return out;
}

TEST(WritingRowsTest, RowsArePartedWhereTheirTailsAreFewest) {
  auto ink = profile({{60, 100}, {110, 90}, {160, 100}}, 30);
  ink[84] = ink[85] = ink[86] = 20;
  const std::vector<int> gaps = gaps_between_rows(ink, kUnit);
  ASSERT_EQ(gaps.size(), 2U);
  EXPECT_NEAR(gaps[0], 85, 3);
  EXPECT_NEAR(gaps[1], 135, 8);
}

TEST(WritingRowsTest, OneRowIsNotParted) {
  EXPECT_TRUE(gaps_between_rows(profile({{100, 100}}, 30), kUnit).empty());
  EXPECT_TRUE(gaps_between_rows({}, kUnit).empty());
  EXPECT_TRUE(gaps_between_rows(std::vector<double>(100, 0), kUnit).empty());
}

TEST(WritingRowsTest, TailsOfARowAreNoRow) {
  EXPECT_TRUE(gaps_between_rows(profile({{100, 100}, {150, 25}}), kUnit).empty()) << "a quarter as much ink";
  EXPECT_TRUE(gaps_between_rows(profile({{100, 100}, {122, 90}}), kUnit).empty()) << "nearer than rows lie";
}

}  // namespace
}  // namespace folio
