#include "metrics/layers/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace folio {
namespace {

TEST(Calibration, OfNothingSaysNothing) {
  const Calibration none;
  EXPECT_EQ(none.expected_calibration_error(), std::nullopt);
  EXPECT_EQ(none.brier(), std::nullopt);
  EXPECT_EQ(none.area_under_risk_coverage(), std::nullopt);
  EXPECT_TRUE(none.risk_coverage().empty());
}

TEST(Calibration, WorkedByHand) {
  Calibration words;
  words.add(0.95, true);
  words.add(0.95, false);
  words.add(0.25, false);
  words.add(0.25, true);
  // Bins: |1 - 1.9| + |1 - 0.5| over 4.
  EXPECT_NEAR(*words.expected_calibration_error(), (0.9 + 0.5) / 4, 1e-12);
  EXPECT_NEAR(*words.brier(), (0.0025 + 0.9025 + 0.0625 + 0.5625) / 4, 1e-12);
  // The k surest have 0.5, 1, 1.5, 2 wrong ones: always half.
  EXPECT_NEAR(*words.area_under_risk_coverage(), 0.5, 1e-12);
  EXPECT_EQ(words.bins()[9].words, 2U);
  EXPECT_EQ(words.bins()[2].right, 1U);
  ASSERT_EQ(words.risk_coverage().size(), 2U);
  EXPECT_EQ(words.risk_coverage()[0].coverage, 0.5);
  EXPECT_EQ(words.risk_coverage()[1].risk, 0.5);
}

TEST(Calibration, AreaIsSmallWhereTheUnsureAreWrong) {
  Calibration sorted, turned;
  for (int k = 0; k < 4; ++k) {
    sorted.add(0.9, true), sorted.add(0.1, false);
    turned.add(0.1, true), turned.add(0.9, false);
  }
  // Risks 0, 0, 0, 0, 1/5, 2/6, 3/7, 4/8 of eight.
  EXPECT_NEAR(*sorted.area_under_risk_coverage(), (1 / 5.0 + 2 / 6.0 + 3 / 7.0 + 4 / 8.0) / 8, 1e-12);
  EXPECT_GT(*turned.area_under_risk_coverage(), 0.7);
}

TEST(Calibration, AddsUpAsIfItWereOnePage) {
  Calibration one, two, both;
  for (int k = 0; k <= 20; ++k) {
    (k % 2 == 0 ? one : two).add(k / 20.0, k % 3 == 0);
    both.add(k / 20.0, k % 3 == 0);
  }
  one += two;
  EXPECT_EQ(one.words(), both.words());
  EXPECT_NEAR(*one.expected_calibration_error(), *both.expected_calibration_error(), 1e-12);
  EXPECT_NEAR(*one.area_under_risk_coverage(), *both.area_under_risk_coverage(), 1e-12);
}

TEST(Calibration, TakesAnyNumber) {
  Calibration words;
  for (const double confidence : {-1.0, 2.0, std::numeric_limits<double>::quiet_NaN(), 1.0, 0.0})
    words.add(confidence, true);
  EXPECT_EQ(words.words(), 5U);
  EXPECT_EQ(words.bins()[0].words, 3U);
  EXPECT_EQ(words.bins()[9].words, 2U);
  EXPECT_TRUE(std::isfinite(*words.brier()));
}

}  // namespace
}  // namespace folio
