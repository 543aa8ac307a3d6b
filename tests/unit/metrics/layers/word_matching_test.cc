#include "metrics/layers/word_matching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "example_words.h"

namespace folio {
namespace {

using testing::ElementsAre;

constexpr Box kLeft{0, 0, 40, 20};

TEST(SamePlace, IsHalfOverlapOrCenterWithin) {
  EXPECT_TRUE(same_place(kLeft, kLeft));
  EXPECT_TRUE(same_place({0, 0, 40, 20}, {10, 5, 20, 15}));      // small, but within
  EXPECT_TRUE(same_place({0, 0, 40, 20}, {0, 0, 40, 40}));       // exactly half
  EXPECT_FALSE(same_place({0, 0, 40, 20}, {0, 0, 40, 41}));      // a little less, center outside
  EXPECT_FALSE(same_place({0, 0, 40, 20}, {40, 0, 80, 20}));     // side by side
  EXPECT_FALSE(same_place({0, 0, 40, 20}, {0, 0, 0, 0}));        // no box
  EXPECT_FALSE(same_place({10, 10, 10, 10}, {10, 10, 10, 10}));  // neither
}

TEST(PairsInPlace, TakeTheBestOverlapFirstAndEachWordOnce) {
  const EvaluatedWords truth{example_word("а", {0, 0, 40, 20}), example_word("б", {0, 10, 40, 30})};
  const EvaluatedWords read{example_word("б", {0, 9, 40, 29}), example_word("а", {0, 0, 40, 20})};
  EXPECT_THAT(pairs_in_place(truth, read, false).of_truth, ElementsAre(1, 0));
  EXPECT_THAT(pairs_in_place(truth, {read[1]}, false).of_truth, ElementsAre(0, -1));
  EXPECT_THAT(pairs_in_place(truth, {read[1]}, true).of_hypothesis, ElementsAre(0));
  EXPECT_THAT(pairs_in_place({truth[1]}, {read[1]}, true).of_truth, ElementsAre(-1));
}

/// Looks at every pair: what the index of rows must not miss.
TEST(PairsInPlace, MissNothingOfAllPairs) {
  std::mt19937_64 random(1);
  const auto number = [&](int end) { return static_cast<int>(random() % static_cast<uint64_t>(end)); };
  for (int round = 0; round < 50; ++round) {
    EvaluatedWords truth, read;
    for (EvaluatedWords* words : {&truth, &read}) {
      for (int k = 0; k < 30; ++k) {
        const int x = number(200), y = number(200);
        words->push_back(example_word("а", {x, y, x + number(60), y + number(90)}));
      }
    }
    const WordPairs pairs = pairs_in_place(truth, read, false);
    for (size_t t = 0; t < truth.size(); ++t) {
      for (size_t h = 0; h < read.size(); ++h) {
        const bool both_free = pairs.of_truth[t] < 0 && pairs.of_hypothesis[h] < 0;
        EXPECT_FALSE(both_free && same_place(truth[t].box, read[h].box));
      }
    }
  }
}

TEST(PairsInText, AreAlikeUnlessAnyWillDo) {
  const EvaluatedWords truth{example_word("мы"), example_word("рекомендуем"), example_word("это")};
  const EvaluatedWords read{example_word("мы"), example_word("рекомемдуен"), example_word("ччч")};
  EXPECT_THAT(pairs_in_text(truth, read, Likeness::alike).of_truth, ElementsAre(0, 1, -1));
  EXPECT_THAT(pairs_in_text(truth, read, Likeness::any).of_truth, ElementsAre(0, 1, 2));
}

TEST(PairsInText, FindHandwritingThatComesInAnotherOrder) {
  const EvaluatedWord note = example_word("согласен", {}, Layer::hand);
  const EvaluatedWords truth{note, example_word("один"), example_word("два")};
  EXPECT_THAT(
      pairs_in_text(truth, {example_word("один"), example_word("два"), note}, Likeness::alike).of_truth,
      ElementsAre(2, 0, 1));
  // … but not as another layer.
  EXPECT_THAT(pairs_in_text(truth, {example_word("один"), example_word("два"), example_word("согласен")},
                            Likeness::alike)
                  .of_truth,
              ElementsAre(-1, 0, 1));
}

TEST(PairWords, OfNothingAreNone) {
  EXPECT_TRUE(pair_words({}, {}).of_truth.empty());
  EXPECT_THAT(pair_words({example_word("да", kLeft)}, {}).of_truth, ElementsAre(-1));
  EXPECT_THAT(pair_words({}, {example_word("да")}).of_hypothesis, ElementsAre(-1));
}

}  // namespace
}  // namespace folio
