#include "metrics/text/order_free.h"

#include <gtest/gtest.h>

#include "support/damaged_text.h"

namespace folio {
namespace {

using Lines = std::vector<std::string>;

ErrorRate free_rate(const std::string& truth, const std::string& hypothesis,
                    const Normalizations& normalizations = {}) {
  const ComparedText meant(truth, normalizations), read(hypothesis, normalizations);
  return order_free(meant, read, edit_counts(meant.characters, read.characters)).characters;
}

TEST(OrderFree, LinesMayStandAnywhere) {
  const std::string truth = "первая строка письма\nвторая, подлиннее первой\nтретья\n";
  const ErrorRate rate = free_rate(truth, "третья\nвторая, подлиннее первой\nпервая строка письма\n");
  EXPECT_EQ(rate.edits.distance(), 0U);
  EXPECT_EQ(rate.count, 52U);
  EXPECT_GT(character_error_rate(truth, "третья\nвторая, подлиннее первой\nпервая строка письма\n")
                .edits.distance(),
            20U);
}

TEST(OrderFree, CountsWhatIsMisreadWithinMovedLines) {
  const ErrorRate rate = free_rate("первая строка письма\nвторая, подлиннее первой",
                                   "вторая, подлинее первой\nпервая строка писъма");
  EXPECT_EQ(rate.edits, (EditCounts{1, 0, 1}));
}

TEST(OrderFree, ALineThatIsMissingCountsWithItsLineEnd) {
  EXPECT_EQ(free_rate("первая строка\nвторая подлиннее", "вторая подлиннее").edits, (EditCounts{0, 0, 14}));
  EXPECT_EQ(free_rate("вторая подлиннее", "вторая подлиннее\nпервая строка").edits, (EditCounts{0, 14, 0}));
}

TEST(OrderFree, OfEmptySidesIsThatOfTheErrorRate) {
  EXPECT_EQ(free_rate("", "").value(), std::nullopt);
  EXPECT_EQ(free_rate("", "абв").value(), std::nullopt);
  EXPECT_EQ(free_rate("", "абв").edits.insertions, 3U);
  EXPECT_EQ(free_rate("абв\nг", "").value(), 1);
  EXPECT_EQ(free_rate("а", " \n").edits.deletions, 1U);
}

TEST(OrderFree, GivesTheWordsInTheOrderOfTheTruth) {
  const ComparedText truth("первая строка письма\nвторая, подлиннее первой", {});
  const ComparedText read("вторая, подлинее первой\nпервая строка писъма", {});
  const OrderFree free = order_free(truth, read, edit_counts(truth.characters, read.characters));
  EXPECT_EQ(free.hypothesis_words, (Lines{"первая", "строка", "писъма", "вторая,", "подлинее", "первой"}));
}

TEST(OrderFree, WithoutBlanksLinesStillMove) {
  const Normalizations spaces{Normalization::spaces};
  const ErrorRate rate =
      free_rate("первая строка\nвторая подлиннее", "втораяподлиннее\nперваястрока", spaces);
  EXPECT_EQ(rate.edits.distance(), 0U);
  EXPECT_EQ(rate.count, 27U);
}

TEST(OrderFree, IsNeverAboveTheErrorRate) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 60; ++round) {
    const Lines one = made_up_lines(random, below(random, 12), 10 + below(random, 60));
    const Lines other = made_up_lines(random, below(random, 12), 10 + below(random, 60));
    const std::string truth = text_of(one);
    std::string hypothesis = round % 2 == 0 ? text_of(other) : damaged(truth, 0.4, random);
    if (round % 3 == 0) hypothesis += truth;
    const ErrorRate rate = free_rate(truth, hypothesis);
    EXPECT_LE(rate.edits.distance(), character_error_rate(truth, hypothesis).edits.distance());
  }
}

TEST(OrderFree, TakesTextsOfOneLineOrOneLetter) {
  std::mt19937_64 random(6);
  std::string line;
  for (const std::string& words : made_up_lines(random, 200, 60)) line += words + ' ';
  const std::string damaged_line = damaged(line, 0.05, random);
  EXPECT_LE(free_rate(line, damaged_line).edits.distance(),
            character_error_rate(line, damaged_line).edits.distance());
  EXPECT_EQ(free_rate(std::string(20000, 'x'), std::string(19000, 'x')).edits, (EditCounts{0, 0, 1000}));
}

enum class Move { none, shuffled, into_columns, across_columns };

/// A page of 33 lines, and what a program read of it in order and with its lines moved.
struct Page {
  std::string truth, in_order, moved;
};

Page page_with(Move move, double rate, std::mt19937_64& random) {
  if (move == Move::none || move == Move::shuffled) {
    const Lines lines = made_up_lines(random, 33, 60);
    Lines read;
    for (const std::string& line : lines) read.push_back(damaged(line, rate, random));
    Lines moved = read;
    if (move == Move::shuffled) shuffle(moved, random);
    return {text_of(lines), text_of(read), text_of(moved)};
  }
  const Lines left = made_up_lines(random, 33, 32), right = made_up_lines(random, 33, 32);
  Lines down[2], across[2];
  for (const int side : {0, 1}) {
    const auto reading = [&](const std::string& line) {
      return side == 0 ? line : damaged(line, rate, random);
    };
    Lines last;
    for (size_t k = 0; k < left.size(); ++k) {
      down[side].push_back(reading(left[k]));
      last.push_back(reading(right[k]));
      across[side].push_back(down[side].back() + ' ' + last.back());
    }
    down[side].insert(down[side].end(), last.begin(), last.end());
  }
  if (move == Move::into_columns) return {text_of(across[0]), text_of(across[1]), text_of(down[1])};
  return {text_of(down[0]), text_of(down[1]), text_of(across[1])};
}

/// Within 0.2 points of the error rate of the text in its order: of nearly each page, and of all together.
void expect_close(Move move, double rate) {
  constexpr int kPages = 25;
  int close = 0;
  ErrorRate in_order, free;
  for (int n = 0; n < kPages; ++n) {
    std::mt19937_64 random(static_cast<uint64_t>(n) + 1);
    const Page page = page_with(move, rate, random);
    const ErrorRate wanted = character_error_rate(page.truth, page.in_order);
    const ErrorRate found = free_rate(page.truth, page.moved);
    const double apart = found.value().value() - wanted.value().value();
    EXPECT_LT(std::abs(apart), 0.005);
    close += std::abs(apart) <= 0.002 ? 1 : 0;
    in_order += wanted;
    free += found;
  }
  EXPECT_GE(close, kPages - 1) << rate;
  EXPECT_NEAR(free.value().value(), in_order.value().value(), 0.0005) << rate;
}

class OrderFreePages : public testing::TestWithParam<std::tuple<Move, double>> {};

TEST_P(OrderFreePages, AreAsGoodAsInOrder) { expect_close(std::get<0>(GetParam()), std::get<1>(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Damage, OrderFreePages,
                         testing::Combine(testing::Values(Move::none, Move::shuffled, Move::into_columns,
                                                          Move::across_columns),
                                          testing::Values(0.0, 0.02, 0.05, 0.15)));

}  // namespace
}  // namespace folio
