#include "recognize/ctc_decoder.h"

#include <gtest/gtest.h>

#include "logits.h"

namespace folio {
namespace {

using testing::logits_of;

TEST(DecodeBestPathTest, RepeatsAreOneAndNoneParts) {
  const auto read = decode_best_path(
      logits_of({{0.1, 0.8, 0.1}, {0.2, 0.7, 0.1}, {0.9, 0.05, 0.05}, {0.1, 0.8, 0.1}, {0.1, 0.1, 0.8}}));
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read[0].class_idx, 1);
  EXPECT_EQ(read[1].class_idx, 1);
  EXPECT_EQ(read[2].class_idx, 2);
}

TEST(DecodeBestPathTest, ACharacterStandsWhereItIsLikeliest) {
  const auto read = decode_best_path(logits_of({{0.9, 0.1}, {0.4, 0.6}, {0.2, 0.8}, {0.3, 0.7}}));
  ASSERT_EQ(read.size(), 1U);
  EXPECT_DOUBLE_EQ(read[0].step, 2.5);
  EXPECT_NEAR(read[0].likelihood, 0.8, 1e-5);
}

TEST(DecodeBestPathTest, OtherReadingsAreKeptLikeliestFirst) {
  const auto read = decode_best_path(logits_of({{0.08, 0.5, 0.12, 0.2, 0.05, 0.04, 0.01}}));
  ASSERT_EQ(read.size(), 1U);
  ASSERT_EQ(read[0].alternatives.size(), 3U) << "none is no reading";
  EXPECT_EQ(read[0].alternatives[0].class_idx, 3);
  EXPECT_EQ(read[0].alternatives[1].class_idx, 2);
  EXPECT_NEAR(read[0].alternatives[1].likelihood, 0.12, 1e-5);
  EXPECT_EQ(decode_best_path(logits_of({{0.08, 0.5, 0.12, 0.2, 0.1}}), 0.15)[0].alternatives.size(), 1U);
}

TEST(DecodeBestPathTest, NothingSeenNothingRead) {
  EXPECT_TRUE(decode_best_path({}).empty());
  EXPECT_TRUE(decode_best_path(logits_of({{0.9, 0.1}, {0.8, 0.2}})).empty());
}

}  // namespace
}  // namespace folio
