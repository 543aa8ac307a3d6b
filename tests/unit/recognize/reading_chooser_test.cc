#include "recognize/reading_chooser.h"

#include <gtest/gtest.h>

#include "n_grams.h"

namespace folio {
namespace {

const std::u32string kAlphabet = U"абс.";  // classes 1, 2, 3, 4

/// After а comes б, hardly ever с.
CharacterModel language() {
  return CharacterModel(testing::n_grams({{U"а", 1}, {U"б", 1}, {U"с", 1}, {U"аб", 0.25}, {U"ас", 5}}));
}

ReadClass surely(int class_idx) { return {class_idx, 0.5, 0.99, {}}; }

/// Read as с, perhaps б.
ReadClass doubtful(double likelihood_of_b) {
  return {3, 1.5, 0.9 - likelihood_of_b, {{2, likelihood_of_b}, {1, 0.05}}};
}

TEST(ChooseReadingsTest, TheLanguageDecidesBetweenDoubtfulReadings) {
  std::vector<ReadClass> characters{surely(1), doubtful(0.3), surely(1)};
  choose_readings(characters, kAlphabet, language(), 0.5);
  EXPECT_EQ(characters[1].class_idx, 2);
  EXPECT_DOUBLE_EQ(characters[1].likelihood, 0.3);
  ASSERT_EQ(characters[1].alternatives.size(), 2U);
  EXPECT_EQ(characters[1].alternatives[0].class_idx, 3) << "what was read is the first alternative now";
  EXPECT_NEAR(characters[1].alternatives[0].likelihood, 0.6, 1e-12);
  EXPECT_EQ(characters[0].class_idx, 1);
}

TEST(ChooseReadingsTest, PaperOutweighsTheLanguage) {
  std::vector<ReadClass> characters{surely(1), doubtful(0.03)};
  choose_readings(characters, kAlphabet, language(), 0.5);
  EXPECT_EQ(characters[1].class_idx, 3);
}

TEST(ChooseReadingsTest, SignsStay) {
  std::vector<ReadClass> characters{surely(1), {4, 1.5, 0.6, {{2, 0.39}}}, {2, 2.5, 0.6, {{4, 0.39}}}};
  choose_readings(characters, kAlphabet, language(), 2);
  EXPECT_EQ(characters[1].class_idx, 4);
  EXPECT_EQ(characters[2].class_idx, 2);
}

TEST(ChooseReadingsTest, WithoutWeightNothingChanges) {
  std::vector<ReadClass> characters{surely(1), doubtful(0.4)};
  choose_readings(characters, kAlphabet, language(), 0);
  EXPECT_EQ(characters[1].class_idx, 3);
}

TEST(ChooseReadingsTest, WhatIsSureStaysWhateverTheLanguageSays) {
  std::vector<ReadClass> characters{surely(1), surely(3), doubtful(0.3)};
  choose_readings(characters, kAlphabet, language(), 10);
  EXPECT_EQ(characters[1].class_idx, 3);
  std::vector<ReadClass> none;
  choose_readings(none, kAlphabet, language(), 1);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace folio
