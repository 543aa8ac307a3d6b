#include "metrics/layers/word_order.h"

#include <gtest/gtest.h>

#include "example_words.h"

namespace folio {
namespace {

EvaluatedWords words(const std::vector<std::string>& texts) {
  EvaluatedWords out;
  for (const std::string& text : texts) out.push_back(example_word(text));
  return out;
}

TEST(WordOrder, OfTheSameOrderIsOne) {
  const WordOrder order = word_order(words({"а", "б", "в"}), words({"а", "б", "в"}));
  EXPECT_EQ(order.tau().value(), 1.0);
  EXPECT_EQ(order.neighbors, (Share{2, 2}));
}

TEST(WordOrder, OfTheOppositeOrderIsMinusOne) {
  const WordOrder order = word_order(words({"а", "б", "в"}), words({"в", "б", "а"}));
  EXPECT_EQ(order.tau().value(), -1.0);
  EXPECT_EQ(order.neighbors, (Share{0, 2}));
}

TEST(WordOrder, CountsPairsAndNeighbors) {
  // Two columns read across: of six pairs бв alone is turned round; no neighbor stays.
  const WordOrder order = word_order(words({"а", "б", "в", "г"}), words({"а", "в", "б", "г"}));
  EXPECT_EQ(order.discordant, 1);
  EXPECT_EQ(order.concordant, 5);
  EXPECT_EQ(order.neighbors, (Share{0, 3}));
}

TEST(WordOrder, LeavesOutWordsThatAreNotFoundOrStandTwice) {
  const WordOrder order = word_order(words({"и", "а", "и", "х", "б"}), words({"а", "и", "б", "и", "ы"}));
  EXPECT_EQ(order.concordant, 1);  // а before б
  EXPECT_EQ(order.neighbors, (Share{1, 1}));
}

TEST(WordOrder, GoesByPlaceWhereThereAreBoxes) {
  const EvaluatedWords truth{example_word("и", cell(0, 0)), example_word("и", cell(1, 0))};
  const EvaluatedWords read{example_word("н", cell(1, 0)), example_word("и", cell(0, 0))};
  EXPECT_EQ(word_order(truth, read).tau().value(), -1.0);
}

TEST(WordOrder, OfFewerThanTwoWordsIsNothing) {
  EXPECT_EQ(word_order({}, {}).tau().value(), std::nullopt);
  EXPECT_EQ(word_order(words({"а"}), words({"а"})).tau().value(), std::nullopt);
  EXPECT_EQ(word_order(words({"а"}), words({"а"})).neighbors.value(), std::nullopt);
}

TEST(WordOrder, LooksAtTypedWordsOnly) {
  const EvaluatedWord note = example_word("сбоку", {}, Layer::hand);
  EXPECT_EQ(
      word_order({note, example_word("а"), example_word("б")}, {example_word("а"), example_word("б"), note})
          .tau()
          .value(),
      1.0);
}

}  // namespace
}  // namespace folio
