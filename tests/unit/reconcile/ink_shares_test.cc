#include "reconcile/ink_shares.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

using testing::ElementsAre;

TEST(InkShares, EachLineGetsItsShare) {
  EXPECT_THAT(cut_for_lines({13, 2, 1, 6, 2, 12, 1, 6}, {295, 339, 243, 162}), ElementsAre(1, 5, 6, 8));
  EXPECT_THAT(cut_for_lines({5, 5}, {100}), ElementsAre(2));
  EXPECT_THAT(cut_for_lines({5, 5, 5, 5}, {100, 100}), ElementsAre(2, 4));
}

TEST(InkShares, FewerWordsThanLines) {
  EXPECT_EQ(cut_for_lines({5}, {100, 90, 80}).back(), 1U);
  EXPECT_THAT(cut_for_lines({}, {100, 90}), ElementsAre(0, 0));
}

TEST(InkShares, PunctuationIsNarrowAndSomeLettersAreWide) {
  EXPECT_GT(hand_letters("шум"), hand_letters("сор"));
  EXPECT_LT(hand_letters("да,"), hand_letters("дай"));
  EXPECT_EQ(hand_letters(""), 0);
}

}  // namespace
}  // namespace folio
