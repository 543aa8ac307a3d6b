#include "metrics/edit_distance.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

using Symbols = std::vector<std::string>;

Symbols symbols(const std::string& letters) {
  Symbols out;
  for (const char letter : letters) out.emplace_back(1, letter);
  return out;
}

TEST(EditDistance, CountsEachKindOfEdit) {
  EXPECT_EQ(edit_counts(symbols("abc"), symbols("abc")), (EditCounts{0, 0, 0}));
  EXPECT_EQ(edit_counts(symbols("abc"), symbols("axc")), (EditCounts{1, 0, 0}));
  EXPECT_EQ(edit_counts(symbols("abc"), symbols("abxc")), (EditCounts{0, 1, 0}));
  EXPECT_EQ(edit_counts(symbols("abc"), symbols("ac")), (EditCounts{0, 0, 1}));
  EXPECT_EQ(edit_counts(symbols("kitten"), symbols("sitting")).distance(), 3U);
}

TEST(EditDistance, AnEmptySideIsAllInsertionsOrAllDeletions) {
  EXPECT_EQ(edit_counts({}, {}), (EditCounts{0, 0, 0}));
  EXPECT_EQ(edit_counts({}, symbols("ab")), (EditCounts{0, 2, 0}));
  EXPECT_EQ(edit_counts(symbols("abc"), {}), (EditCounts{0, 0, 3}));
}

TEST(EditDistance, SymbolsOfOneSideOnlyNeverMatchEachOther) {
  EXPECT_EQ(edit_counts({"a", "b"}, {"c", "d"}), (EditCounts{2, 0, 0}));
  EXPECT_EQ(edit_counts({"a", "b"}, {"b", "a"}).distance(), 2U);
}

/// As many different symbols as asked for, then the same with one left out and one changed.
void expect_exact_with(size_t count) {
  Symbols truth;
  for (size_t k = 0; k < count; ++k) truth.push_back("s" + std::to_string(k));
  EXPECT_EQ(edit_counts(truth, truth), (EditCounts{0, 0, 0})) << count;
  Symbols hypothesis = truth;
  hypothesis.erase(hypothesis.begin() + 3);
  hypothesis[100] = "other";
  EXPECT_EQ(edit_counts(truth, hypothesis), (EditCounts{1, 0, 1})) << count;
}

TEST(EditDistance, IsExactForAnyNumberOfDifferentSymbols) {
  for (const size_t count : {253U, 254U, 255U, 256U, 257U, 258U, 1000U}) expect_exact_with(count);
}

}  // namespace
}  // namespace folio
