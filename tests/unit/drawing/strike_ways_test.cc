#include "drawing/strike_ways.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace folio {
namespace {

const StruckPlace kPlace{40, 60, 100, 2};  // ten cells

std::vector<StrikeWay> ways_of(StrikeKind kind, std::uint64_t seed) {
  Random random(seed);
  return strike_ways(kind, false, kPlace, random);
}

TEST(StrikeWaysTest, EachReachesOverItsWordAtTheHeightOfItsLetters) {
  for (const StrikeKind kind : {StrikeKind::line, StrikeKind::double_line, StrikeKind::zigzag,
                                StrikeKind::cross, StrikeKind::slant}) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      double left = 1e9, right = -1e9;
      for (const StrikeWay& way : ways_of(kind, seed)) {
        EXPECT_GT(way.width_mm, 0.2);
        for (const cv::Point2d& point : way.points_mm) {
          left = std::min(left, point.x);
          right = std::max(right, point.x);
          EXPECT_GT(point.y, kPlace.baseline_mm - 2 * kPlace.x_height_mm) << name_of(kind);
          EXPECT_LT(point.y, kPlace.baseline_mm + kPlace.x_height_mm) << name_of(kind);
        }
      }
      EXPECT_LT(left, kPlace.left_mm + 2) << name_of(kind);
      EXPECT_GT(right, kPlace.right_mm - 3) << name_of(kind);
    }
  }
}

TEST(StrikeWaysTest, TheirNumberFollowsFromTheKind) {
  EXPECT_EQ(ways_of(StrikeKind::line, 3).size(), 1U);
  EXPECT_EQ(ways_of(StrikeKind::double_line, 3).size(), 2U);
  EXPECT_EQ(ways_of(StrikeKind::zigzag, 3).size(), 1U);
  EXPECT_EQ(ways_of(StrikeKind::cross, 3).size() % 2, 0U);
  EXPECT_GE(ways_of(StrikeKind::slant, 3).size(), 1U);
  EXPECT_TRUE(ways_of(StrikeKind::typed_over, 3).empty());
  EXPECT_TRUE(ways_of(StrikeKind::none, 3).empty());
}

TEST(StrikeWaysTest, TheSameSeedGivesTheSameWay) {
  const auto one = ways_of(StrikeKind::zigzag, 5), other = ways_of(StrikeKind::zigzag, 5);
  EXPECT_EQ(one[0].points_mm, other[0].points_mm);
  EXPECT_NE(one[0].points_mm, ways_of(StrikeKind::zigzag, 6)[0].points_mm);
}

}  // namespace
}  // namespace folio
