#include "review/review_data.h"

#include <gtest/gtest.h>

#include "unit/export/corrections/typed_rows.h"

namespace folio {
namespace {

using Json = nlohmann::json;
using testing::typed_rows;

Glyph glyph(const std::string& text, double confidence, std::vector<Glyph::Alternative> others = {}) {
  return {text, {}, confidence, std::move(others)};
}

TEST(AlternativesOfTest, TheLikeliestReplacementComesFirst) {
  Word word;
  word.text = word.ocr = "кот";
  word.glyphs = {glyph("к", 0.9, {{"н", 0.05}}), glyph("о", 0.5, {{"и", 0.4}, {"е", 0.1}}), glyph("т", 0.9)};
  EXPECT_EQ(alternatives_of(word), (std::vector<std::string>{"кит", "кет", "нот"}));
  EXPECT_EQ(alternatives_of(word, 1), (std::vector<std::string>{"кит"}));
  word.ocr = "другое";
  EXPECT_TRUE(alternatives_of(word).empty()) << "the characters are of another reading";
}

class ReviewDataTest : public ::testing::Test {
 protected:
  ReviewDataTest() { leaf_.page.text = leaf_.as_read = typed_rows({{"one", "two"}, {"three"}}); }
  Word& word(size_t line, size_t number) { return leaf_.page.text.lines[line].words[number]; }
  ReviewLeaf leaf_;
};

TEST_F(ReviewDataTest, WordsLinesAndReadingsPointAtEachOther) {
  word(0, 1).status = WordStatus::struck;
  const Json data = review_leaf_data(leaf_);
  ASSERT_EQ(data["words"].size(), 3U);
  EXPECT_EQ(data["words"][2]["text"], "three");
  EXPECT_EQ(data["words"][2]["line"], 1);
  EXPECT_EQ(data["words"][1]["status"], "struck");
  EXPECT_FALSE(data["words"][0].contains("ocr")) << "the same as the text";
  EXPECT_EQ(data["lines"][1]["id"], "line_2");
  EXPECT_EQ(data["readings"]["diplomatic"], (Json{{0, 1}, {2}}));
}

TEST_F(ReviewDataTest, DoubtsAndDifferencesAreSummedUp) {
  word(0, 0).confidence = 0.3;
  word(0, 1).source = TextSource::truth;
  word(0, 1).ocr = "tvvo";
  leaf_.page.text.lines[1].layer_confidence = 0.5;
  LedgerEntry entry;
  entry.outcome = LedgerEntry::Outcome::corrected;
  entry.word_id = "w_2";
  entry.transcription_wrong = 0.25;
  entry.reading_wrong = 0.75;
  leaf_.page.ledger = {entry};
  const Json summary = review_summary(leaf_);
  EXPECT_EQ(summary["doubts"], (Json{{"w_1", 0.3, "reading"}, {"line_2", 0.5, "layer"}}));
  EXPECT_EQ(summary["differences"], (Json{{"w_2", 0.25, 0.75}}));
  const Json data = review_leaf_data(leaf_);
  EXPECT_EQ(data["words"][1]["ledger"]["transcription"], "two");
  EXPECT_EQ(data["words"][1]["ocr"], "tvvo");
  word(0, 0).source = word(0, 1).source = TextSource::person;
  EXPECT_TRUE(review_summary(leaf_)["differences"].empty()) << "a person has decided";
  EXPECT_EQ(review_summary(leaf_)["doubts"].size(), 1U);
}

TEST_F(ReviewDataTest, AWordThatTheTranscriptionHasNotIsADifference) {
  LedgerEntry entry;
  entry.outcome = LedgerEntry::Outcome::not_in_transcription;
  entry.word_id = "w_3";
  leaf_.page.ledger = {entry};
  EXPECT_EQ(review_summary(leaf_)["differences"], (Json{{"w_3", 0.0, 0.0}}));
  EXPECT_EQ(review_leaf_data(leaf_)["words"][2]["ledger"]["transcription"], "");
}

}  // namespace
}  // namespace folio
