#include "metrics/text/alignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>

#include "metrics/edit_distance.h"

namespace folio {
namespace {

using Symbols = std::vector<std::string>;
using testing::ElementsAre;

Symbols symbols(const std::string& letters) {
  Symbols out;
  for (const char letter : letters) out.emplace_back(1, letter);
  return out;
}

/// Levenshtein distance by the textbook's table: the oracle.
size_t plain_distance(const Symbols& truth, const Symbols& hypothesis) {
  std::vector<size_t> row(hypothesis.size() + 1);
  for (size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= truth.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 1; j < row.size(); ++j) {
      const size_t best =
          std::min({diagonal + (truth[i - 1] == hypothesis[j - 1] ? 0U : 1U), row[j] + 1, row[j - 1] + 1});
      diagonal = std::exchange(row[j], best);
    }
  }
  return row.back();
}

/// Each symbol of both sides once and in order, equal ones matched and others not.
void expect_sound(const std::vector<Edit>& edits, const Symbols& truth, const Symbols& hypothesis) {
  size_t t = 0, h = 0;
  for (const Edit& edit : edits) {
    ASSERT_EQ(edit.truth, t);
    ASSERT_EQ(edit.hypothesis, h);
    if (edit.kind == EditKind::match || edit.kind == EditKind::substitution) {
      ASSERT_EQ(truth.at(t) == hypothesis.at(h), edit.kind == EditKind::match);
    }
    if (edit.kind != EditKind::insertion) ++t;
    if (edit.kind != EditKind::deletion) ++h;
  }
  ASSERT_EQ(t, truth.size());
  ASSERT_EQ(h, hypothesis.size());
}

TEST(Alignment, NamesEachStepAndItsPlaces) {
  EXPECT_THAT(align(symbols("abcd"), symbols("axc")),
              ElementsAre(Edit{EditKind::match, 0, 0}, Edit{EditKind::substitution, 1, 1},
                          Edit{EditKind::match, 2, 2}, Edit{EditKind::deletion, 3, 3}));
  EXPECT_THAT(
      align(symbols("ab"), symbols("axb")),
      ElementsAre(Edit{EditKind::match, 0, 0}, Edit{EditKind::insertion, 1, 1}, Edit{EditKind::match, 1, 2}));
}

TEST(Alignment, OfAnEmptySideIsOneKindOfEdit) {
  EXPECT_TRUE(align({}, {}).empty());
  EXPECT_THAT(align({}, symbols("ab")),
              ElementsAre(Edit{EditKind::insertion, 0, 0}, Edit{EditKind::insertion, 0, 1}));
  EXPECT_THAT(align(symbols("ab"), {}),
              ElementsAre(Edit{EditKind::deletion, 0, 0}, Edit{EditKind::deletion, 1, 0}));
}

/// A text of up to `longest` symbols and another that is unlike it, or comes from it by edits or by moving
/// a stretch.
std::pair<Symbols, Symbols> random_pair(std::mt19937& random, size_t longest) {
  const unsigned alphabet = random() % 5 == 0 ? 100000 : 2 + random() % 30;
  const auto symbol = [&] { return std::to_string(random() % alphabet); };
  Symbols truth(random() % (longest + 1));
  std::ranges::generate(truth, symbol);
  if (random() % 4 == 0) {
    Symbols other(random() % (longest + 1));
    std::ranges::generate(other, symbol);
    return {truth, other};
  }
  Symbols hypothesis;
  const unsigned percent = random() % 40;
  for (const std::string& each : truth) {
    if (random() % 100 >= percent) {
      hypothesis.push_back(each);
    } else if (random() % 3 > 0) {
      hypothesis.push_back(symbol());
      if (random() % 2 == 0) hypothesis.push_back(symbol());
    }
  }
  if (random() % 3 == 0 && !hypothesis.empty())
    std::rotate(hypothesis.begin(), hypothesis.begin() + static_cast<ptrdiff_t>(random() % hypothesis.size()),
                hypothesis.end());
  return {truth, hypothesis};
}

TEST(Alignment, IsSoundAndAsShortAsThePlainMethodSays) {
  std::mt19937 random(7);
  for (int round = 0; round < 1500; ++round) {
    const size_t longest = round % 10 == 0 ? 700 : round % 3 == 0 ? 150 : 20;
    const auto [truth, hypothesis] = random_pair(random, longest);
    const std::vector<Edit> edits = align(truth, hypothesis);
    ASSERT_EQ(edit_counts(edits).distance(), plain_distance(truth, hypothesis)) << round;
    ASSERT_NO_FATAL_FAILURE(expect_sound(edits, truth, hypothesis)) << round;
  }
}

TEST(Alignment, IsExactAtTheEdgesOfBlocksAndBands) {
  for (const size_t length : {1U, 63U, 64U, 65U, 127U, 128U, 129U, 191U, 192U, 193U}) {
    Symbols truth;
    for (size_t k = 0; k < length; ++k) truth.push_back(std::to_string(k));
    for (size_t moved = 0; moved < length; moved += 31) {
      Symbols hypothesis = truth;
      std::rotate(hypothesis.begin(), hypothesis.begin() + static_cast<ptrdiff_t>(moved), hypothesis.end());
      hypothesis.back() = "other";
      const std::vector<Edit> edits = align(truth, hypothesis);
      ASSERT_EQ(edit_counts(edits).distance(), plain_distance(truth, hypothesis)) << length << ' ' << moved;
      ASSERT_NO_FATAL_FAILURE(expect_sound(edits, truth, hypothesis));
    }
  }
}

TEST(Alignment, OfVeryDifferentLengthsIsExact) {
  std::mt19937 random(3);
  for (const size_t shorter : {1U, 5U, 64U, 70U}) {
    Symbols few(shorter), many(2000);
    for (Symbols* const side : {&few, &many})
      std::ranges::generate(*side, [&] { return std::string(1, static_cast<char>('a' + random() % 20)); });
    EXPECT_EQ(edit_counts(few, many).distance(), plain_distance(few, many));
    EXPECT_EQ(edit_counts(many, few).distance(), plain_distance(many, few));
  }
}

}  // namespace
}  // namespace folio
