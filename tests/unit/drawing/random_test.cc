#include "drawing/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace folio {
namespace {

TEST(RandomTest, GivesTheNumbersOfSplitmix64) {
  Random random(0);
  EXPECT_EQ(random.next(), 0xe220a8397b1dcdafU);
  EXPECT_EQ(random.next(), 0x6e789e6aa1b965f4U);
}

TEST(RandomTest, NormalHasMeanZeroAndDeviationOne) {
  Random random(7);
  double sum = 0, squares = 0;
  constexpr int kCount = 20000;
  for (int i = 0; i < kCount; ++i) {
    const double value = random.normal();
    EXPECT_LE(std::abs(value), 3.47);
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / kCount, 0, 0.03);
  EXPECT_NEAR(squares / kCount, 1, 0.03);
}

TEST(RandomTest, IntegersReachBothEnds) {
  Random random(3);
  bool low = false, high = false;
  for (int i = 0; i < 200; ++i) {
    const int value = random.integer(-2, 2);
    ASSERT_GE(value, -2);
    ASSERT_LE(value, 2);
    low = low || value == -2;
    high = high || value == 2;
  }
  EXPECT_TRUE(low && high);
}

TEST(RandomTest, PartsHaveSeedsOfTheirOwn) {
  EXPECT_NE(Random::seed_of(1, "a"), Random::seed_of(1, "b"));
  EXPECT_NE(Random::seed_of(1, "a", 0), Random::seed_of(1, "a", 1));
  EXPECT_NE(Random::seed_of(1, "a"), Random::seed_of(2, "a"));
  EXPECT_EQ(Random::seed_of(1, "a", 3), Random::seed_of(1, "a", 3));
}

TEST(NoiseFieldTest, IsBoundedSmoothAndNotFlat) {
  const NoiseField field(11, 10);
  double low = 1, high = -1;
  for (int i = -500; i < 500; ++i) {
    const double here = field(i * 0.7, i * 0.3);
    EXPECT_LE(std::abs(here), 1);
    EXPECT_LT(std::abs(here - field(i * 0.7 + 0.01, i * 0.3)), 0.01);
    low = std::min(low, here);
    high = std::max(high, here);
  }
  EXPECT_LT(low, -0.4);
  EXPECT_GT(high, 0.4);
}

}  // namespace
}  // namespace folio
