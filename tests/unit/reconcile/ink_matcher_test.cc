#include "reconcile/ink_matcher.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace folio {
namespace {

/// Stretches whose sums are alike.
std::vector<InkMatch> match(const std::vector<double>& left, const std::vector<double>& right) {
  const auto sum = [](const std::vector<double>& values, size_t begin, size_t end) {
    return std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(begin),
                           values.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
  };
  return match_in_order(left.size(), right.size(), [&](size_t a, size_t b, size_t c, size_t d) {
    return std::abs(sum(left, a, b) - sum(right, c, d));
  });
}

TEST(InkMatcher, OneToOne) {
  const auto matches = match({3, 5, 2}, {3, 5, 2});
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[1].left_begin, 1U);
  EXPECT_EQ(matches[1].right_end, 2U);
}

TEST(InkMatcher, SeveralWordsInOneStretchOfInk) {
  const auto matches = match({1, 6, 2, 7, 1}, {1, 15, 1});
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[1].left_begin, 1U);
  EXPECT_EQ(matches[1].left_end, 4U);
}

TEST(InkMatcher, OneWordInSeveralStretches) {
  const auto matches = match({9, 2}, {4, 5, 2});
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[0].right_end, 2U);
}

TEST(InkMatcher, OneOfEach) { EXPECT_EQ(match({4}, {9}).size(), 1U); }

}  // namespace
}  // namespace folio
