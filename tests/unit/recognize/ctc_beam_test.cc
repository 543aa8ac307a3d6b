#include "recognize/ctc_beam.h"

#include <gtest/gtest.h>

#include "core/text.h"
#include "logits.h"
#include "n_grams.h"

namespace folio {
namespace {

using testing::logits_of;

const std::u32string kAlphabet = U"ишт ";

std::string text_of(const std::vector<ReadClass>& read) {
  std::u32string text;
  for (const ReadClass& character : read) text += kAlphabet[static_cast<size_t>(character.class_idx) - 1];
  return from_code_points(text);
}

/// и и, likelier than ш on paper. Classes: none, и, ш, т, blank.
cv::Mat doubtful() { return logits_of({{0, 0.6, 0.4, 0, 0}, {0.9, 0, 0.1, 0, 0}, {0.3, 0.6, 0.1, 0, 0}}); }

TEST(DecodeBeamTest, WithoutALanguageTheLikeliestTextOnPaperIsTaken) {
  EXPECT_EQ(text_of(decode_beam(doubtful(), kAlphabet, nullptr)), "ии");
}

TEST(DecodeBeamTest, TheLanguageMayDivideStrokesOtherwise) {
  const CharacterModel language(testing::n_grams({{U"и", 5.0}, {U"ш", 1.0}, {U"ии", 9.0}, {U"ши", 9.0}}));
  EXPECT_EQ(text_of(decode_beam(doubtful(), kAlphabet, &language,
                                {.language_weight = 0.3, .character_reward = 0.5})),
            "ш");
  EXPECT_EQ(
      text_of(decode_beam(doubtful(), kAlphabet, &language, {.language_weight = 0, .character_reward = 0})),
      "ии");
}

TEST(DecodeBeamTest, WaysOfOneTextCountTogether) {
  // The likeliest single way is none, none; и has three ways that are likelier together.
  const auto read =
      decode_beam(logits_of({{0.55, 0.45, 0, 0, 0}, {0.55, 0.45, 0, 0, 0}}), kAlphabet, nullptr);
  EXPECT_EQ(text_of(read), "и");
}

TEST(DecodeBeamTest, CharactersStandWhereTheyAreLikeliest) {
  const auto read = decode_beam(logits_of({{0.97, 0.01, 0.01, 0.005, 0.005},
                                           {0.3, 0.6, 0.05, 0.03, 0.02},
                                           {0.1, 0.8, 0.05, 0.03, 0.02},
                                           {0.9, 0.03, 0.03, 0.03, 0.01},
                                           {0.1, 0.8, 0.05, 0.03, 0.02},
                                           {0.2, 0.05, 0.05, 0.65, 0.05}}),
                                kAlphabet, nullptr);
  ASSERT_EQ(text_of(read), "иит");
  EXPECT_DOUBLE_EQ(read[0].step, 2.5);
  EXPECT_DOUBLE_EQ(read[1].step, 4.5);
  EXPECT_DOUBLE_EQ(read[2].step, 5.5);
  EXPECT_NEAR(read[0].likelihood, 0.8, 1e-5);
  ASSERT_FALSE(read[0].alternatives.empty());
  EXPECT_EQ(read[0].alternatives[0].class_idx, 2);
}

TEST(TextLikelihoodTest, IsTheSumOverAllWays) {
  const cv::Mat likelihoods =
      likelihoods_of_steps(logits_of({{0.55, 0.4, 0.05, 0, 0}, {0.3, 0.6, 0.1, 0, 0}}));
  const std::vector<int> none, one{1}, twice{1, 1}, both{1, 2};
  EXPECT_NEAR(std::exp(log_likelihood_of_text(likelihoods, 0, 2, none)), 0.55 * 0.3, 1e-6);
  EXPECT_NEAR(std::exp(log_likelihood_of_text(likelihoods, 0, 2, one)), 0.4 * 0.6 + 0.4 * 0.3 + 0.55 * 0.6,
              1e-6);
  EXPECT_NEAR(std::exp(log_likelihood_of_text(likelihoods, 0, 2, both)), 0.4 * 0.1, 1e-6);
  EXPECT_NEAR(std::exp(log_likelihood_of_text(likelihoods, 1, 2, one)), 0.6, 1e-6);
  EXPECT_LT(log_likelihood_of_text(likelihoods, 0, 2, twice), -20) << "none must part them";
}

TEST(LikelihoodOfSignTest, FiguresAreNoRarerThanOneInTen) {
  const CharacterModel language(testing::n_grams({{U"и", 1.0}, {U"1", 9.0}}));
  EXPECT_NEAR(log_likelihood(language, {}, U'и'), -1.0, 0.1);
  EXPECT_NEAR(log_likelihood(language, {}, U'7'), -2.3, 1e-9);
}

TEST(DecodeBeamTest, NothingSeenNothingRead) {
  EXPECT_TRUE(decode_beam({}, kAlphabet, nullptr).empty());
  EXPECT_TRUE(decode_beam(logits_of({{0.99, 0.0025, 0.0025, 0.0025, 0.0025}}), kAlphabet, nullptr).empty());
}

}  // namespace
}  // namespace folio
