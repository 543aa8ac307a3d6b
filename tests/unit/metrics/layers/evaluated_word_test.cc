#include "metrics/layers/evaluated_word.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "transcription/notation_parser.h"

namespace folio {
namespace {

Word word(const std::string& id, const std::string& text, WordStatus status = WordStatus::plain) {
  Word out;
  out.id = id;
  out.text = text;
  out.status = status;
  out.box = {0, 0, 10, 10};
  return out;
}

PageText page_with_insertion() {
  PageText page;
  TextLine& typed = page.lines.emplace_back();
  typed.words = {word("w1", "мы"), word("w2", "не", WordStatus::struck), word("w3", "едем")};
  TextLine& hand = page.lines.emplace_back();
  hand.layer = Layer::hand;
  hand.role = Role::insertion;
  hand.words = {word("w4", "все", WordStatus::inserted), word("w5", "")};
  hand.words[0].after_id = "w1";
  return page;
}

TEST(EvaluatedWords, OfAPageKnowTheWordBeforeThemInTheAmendedReading) {
  const EvaluatedWords words = evaluated_words(page_with_insertion(), {});
  ASSERT_EQ(words.size(), 4U);  // the unread one is left out
  EXPECT_EQ(words[3].text, "все");
  EXPECT_EQ(words[3].before_idx, 0);
  EXPECT_EQ(words[2].before_idx, 3);
  EXPECT_FALSE(words[1].in_amended);
  EXPECT_EQ(text_of(words, TextLayer::typed), "мы не едем");
  EXPECT_EQ(text_of(words, TextLayer::struck), "не");
  EXPECT_EQ(text_of(words, TextLayer::inserted), "все");
}

TEST(EvaluatedWords, OfATranscriptionAreTheSame) {
  const EvaluatedWords words =
      evaluated_words(parse_transcription("мы ⟦del:не⟧ ⟦ins:⟦h:все⟧⟧ едем\n", "t"), {});
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words[2].layer, Layer::hand);
  EXPECT_EQ(words[2].status, WordStatus::inserted);
  EXPECT_EQ(words[2].before_idx, 0);
  EXPECT_EQ(words[3].before_idx, 2);
  EXPECT_EQ(text_of(words, TextLayer::typed), "мы не едем");
}

TEST(EvaluatedWords, OfTurnedAndPenciledWritingAreHand) {
  const EvaluatedWords words =
      evaluated_words(parse_transcription("а ⟦h-rot90:сбоку⟧ ⟦pencil:12⟧ ⟦h-signature⟧ ⟦p:Бланк⟧", "t"), {});
  ASSERT_EQ(words.size(), 4U);  // a signature that is merely noted has no text
  EXPECT_EQ(words[1].layer, Layer::hand);
  EXPECT_EQ(words[2].layer, Layer::hand);
  EXPECT_EQ(words[3].layer, Layer::print);
}

TEST(EvaluatedWords, KeepLinesAndJoints) {
  EXPECT_EQ(
      text_of(evaluated_words(parse_transcription("на⟦h:пи⟧сал\nда ⟦h:нет⟧", "t"), {}), TextLayer::hand),
      "пи\nнет");
  EXPECT_EQ(text_of(evaluated_words("один два\n\nтри\n", {}), TextLayer::typed), "один два\nтри");
}

TEST(EvaluatedWords, HaveConfidencesOnlyWhereThereAreSome) {
  PageText page = page_with_insertion();
  EXPECT_FALSE(evaluated_words(page, {})[0].confidence.has_value());
  page.lines[0].words[0].confidence = 0.5;
  EXPECT_EQ(evaluated_words(page, {})[0].confidence, 0.5);
  EXPECT_EQ(evaluated_words(page, {})[1].confidence, 0.0);
}

TEST(EvaluatedWords, AreNormalized) {
  EXPECT_EQ(evaluated_words("ёж", {Normalization::yo})[0].compared, "еж");
  EXPECT_EQ(evaluated_words("ёж", {Normalization::yo})[0].text, "ёж");
  EXPECT_TRUE(evaluated_words("", {}).empty());
  EXPECT_FALSE(have_boxes({}));
}

}  // namespace
}  // namespace folio
