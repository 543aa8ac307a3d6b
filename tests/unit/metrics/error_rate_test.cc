#include "metrics/error_rate.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TEST(CharacterErrorRate, IsEditsOverCharactersOfTheTruth) {
  const ErrorRate rate = character_error_rate("письмо", "пнсьм");
  EXPECT_EQ(rate.count, 6U);
  EXPECT_EQ(rate.edits, (EditCounts{1, 0, 1}));
  EXPECT_DOUBLE_EQ(rate.value().value(), 2.0 / 6);
}

TEST(CharacterErrorRate, OfAnEmptyTruthIsNothingButItsInsertionsCountInTheSum) {
  EXPECT_EQ(character_error_rate("", "").value(), std::nullopt);
  ErrorRate rate = character_error_rate(" \n", "ab");
  EXPECT_EQ(rate.value(), std::nullopt);
  EXPECT_EQ(rate.edits.insertions, 2U);
  rate += character_error_rate("abcd", "abcd");
  EXPECT_DOUBLE_EQ(rate.value().value(), 0.5);
}

TEST(CharacterErrorRate, OfAnEmptyHypothesisIsOne) {
  EXPECT_DOUBLE_EQ(character_error_rate("abc", "").value().value(), 1);
}

TEST(CharacterErrorRate, MayExceedOne) {
  EXPECT_DOUBLE_EQ(character_error_rate("a", "xyz").value().value(), 3);
}

TEST(CharacterErrorRate, CountsGraphemeClusters) {
  // Decomposed й, a stressed vowel without a composed form, and a flag are one character each.
  const ErrorRate rate = character_error_rate("и\u0306о\u0301🇷🇺", "йо🇷🇺");
  EXPECT_EQ(rate.count, 3U);
  EXPECT_EQ(rate.edits.distance(), 1U);
}

TEST(CharacterErrorRate, DoesNotCountHowLinesAreBroken) {
  EXPECT_EQ(character_error_rate("а б\nв\n", "а\n\nб  в").edits.distance(), 0U);
  EXPECT_EQ(character_error_rate("аб в", "а б в").edits.distance(), 1U);
  EXPECT_EQ(character_error_rate("аб в", "а б в", {Normalization::spaces}).edits.distance(), 0U);
}

TEST(CharacterErrorRate, ForgivesOnlyWhatIsAskedFor) {
  EXPECT_EQ(character_error_rate("1 ёлка", "I елка").edits.distance(), 2U);
  EXPECT_EQ(character_error_rate("1 ёлка", "I елка", {Normalization::yo}).edits.distance(), 1U);
  EXPECT_EQ(character_error_rate("1 ёлка", "I елка", typescript_normalizations()).edits.distance(), 0U);
}

TEST(CharacterErrorRate, IsExactForManyDifferentCharacters) {
  std::string truth;
  for (int k = 0; k < 600; ++k) {
    const int code = 0x4E00 + k;  // three bytes each in UTF-8
    truth += {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
              static_cast<char>(0x80 | (code & 0x3F))};
  }
  const ErrorRate rate = character_error_rate(truth, truth.substr(3));
  EXPECT_EQ(rate.count, 600U);
  EXPECT_EQ(rate.edits, (EditCounts{0, 0, 1}));
}

TEST(WordErrorRate, IsEditsOverWords) {
  const ErrorRate rate = word_error_rate("мы с тов. Пэн", "мы тов Пэн и");
  EXPECT_EQ(rate.count, 4U);
  EXPECT_EQ(rate.edits.distance(), 3U);
  EXPECT_EQ(word_error_rate("", "").value(), std::nullopt);
}

TEST(WordErrorRate, KeepsSpacesWhateverIsAskedFor) {
  const ErrorRate rate = word_error_rate("при-\nмер да", "пример да", typescript_normalizations());
  EXPECT_EQ(rate.count, 2U);
  EXPECT_EQ(rate.edits.distance(), 0U);
}

}  // namespace
}  // namespace folio
