#include "recognize/self_adaptation.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

using Second = WordEvidence::Second;

constexpr std::string_view kAlphabet = " абвгдежз";  // classes 1 to 9, the blank first
constexpr std::string_view kModel =
    "alone 0 1 0 0 0 0 0 0\nsame 4 0 0 0 0 0 0 0\nother -1 0 0 0 0 0 0 0\nsecond 0 0 0 0 0 0 0 0\n";

SelfAdaptation adaptation() { return {kAlphabet, nullptr, std::make_shared<const ConfidenceModel>(kModel)}; }

/// A character of class `looks`, as its features say, that the net takes for `read`.
GlyphTrace glyph(int read, double likelihood, int looks, int number,
                 std::vector<GlyphTrace::Alternative> others = {}) {
  GlyphTrace out{read, likelihood, std::move(others), {}};
  cv::Mat features =
      (cv::Mat_<float>(1, 2) << 8.0 * looks + 0.1 * (number * 7 % 11 - 5), 0.1 * (number * 5 % 13 - 6));
  features.convertTo(out.features, CV_16F);
  return out;
}

/// A page that teaches: eleven words "бвгдежз" whose every character is sure.
std::vector<WordTrace> lesson() {
  std::vector<WordTrace> page;
  for (int word = 0; word < 15; ++word) {
    WordTrace& trace = page.emplace_back();
    trace.word_id = "w_" + std::to_string(word + 1);
    for (int class_idx = 3; class_idx <= 9; ++class_idx)
      trace.glyphs.push_back(glyph(class_idx, 0.999, class_idx, 10 * word + class_idx));
  }
  return page;
}

/// "бв" whose second character looks like г.
WordTrace doubtful() {
  WordTrace trace{"w_1", {}, {glyph(3, 0.999, 3, 1), glyph(4, 0.6, 5, 2, {{5, 0.3}, {6, 0.1}})}};
  trace.evidence.characters = 2;
  trace.evidence.least = 0.6;
  return trace;
}

PageText page_of(const std::string& text) {
  PageText page;
  TextLine& line = page.lines.emplace_back();
  line.reader_reason = "typewriting";
  Word& word = line.words.emplace_back();
  word.id = "w_1";
  word.text = word.ocr = text;
  word.confidence = 0.6;
  word.glyphs.resize(2);
  return page;
}

SelfAdaptation taught(int pages = SelfAdaptation::kLeastPages) {
  SelfAdaptation out = adaptation();
  for (int i = 0; i < pages; ++i) out.learn(lesson());
  return out;
}

TEST(SelfAdaptationTest, ADoubtfulCharacterIsReadAsItsLikes) {
  SelfAdaptation folio = taught();
  ASSERT_TRUE(folio.finish());
  PageText page = page_of("бв");
  EXPECT_EQ(folio.read_again(page, {doubtful()}), 1U);
  const Word& word = page.lines[0].words[0];
  EXPECT_EQ(word.text, "бг");
  EXPECT_EQ(word.ocr, "бг");
  EXPECT_EQ(word.glyphs[1].text, "г");
  EXPECT_LE(word.confidence, 0.8);
  EXPECT_EQ(page.lines[0].reader_reason, "typewriting; 1 read again by the types of the folio");
}

TEST(SelfAdaptationTest, WhatOthersDecidedStays) {
  SelfAdaptation folio = taught();
  ASSERT_TRUE(folio.finish());
  WordTrace confirmed = doubtful();
  confirmed.evidence.second = Second::same;
  PageText page = page_of("бв");
  EXPECT_EQ(folio.read_again(page, {confirmed}), 0U);
  PageText other_reader = page_of("бж");
  EXPECT_EQ(folio.read_again(other_reader, {doubtful()}), 0U);
  PageText struck = page_of("бв");
  struck.lines[0].words[0].status = WordStatus::struck;
  EXPECT_EQ(folio.read_again(struck, {doubtful()}), 0U);
  EXPECT_EQ(struck.lines[0].words[0].text, "бв");
}

TEST(SelfAdaptationTest, AClassThatTheFolioLacksIsNoReasonToChange) {
  SelfAdaptation folio = taught();
  ASSERT_TRUE(folio.finish());
  WordTrace rare{"w_1", {}, {glyph(3, 0.999, 3, 1), glyph(2, 0.6, 5, 2, {{5, 0.3}})}};
  PageText page = page_of("ба");
  EXPECT_EQ(folio.read_again(page, {rare}), 0U);
}

TEST(SelfAdaptationTest, TwoPagesTeachTooLittleUnlessTypesAreGiven) {
  SelfAdaptation two = taught(2);
  EXPECT_FALSE(two.finish());
  SelfAdaptation one = adaptation();
  one.load(taught().save());
  one.learn(lesson());
  EXPECT_TRUE(one.finish());
}

TEST(SelfAdaptationTest, ATranscriptionTellsWhatUnsureCharactersAre) {
  SelfAdaptation folio = adaptation();
  // All г are taken for в, a little unsure of it; only the transcription knows.
  std::vector<WordTrace> page;
  PageText text;
  TextLine& line = text.lines.emplace_back();
  for (int i = 0; i < 60; ++i) {
    WordTrace& trace = page.emplace_back();
    trace.word_id = "w_" + std::to_string(i + 1);
    for (const int looks : {3, 5, 6, 7, 8, 9}) {
      const bool is_g = looks == 5;
      trace.glyphs.push_back(glyph(is_g ? 4 : looks, is_g ? 0.7 : 0.999, looks, 6 * i + looks, {{5, 0.1}}));
    }
    Word& word = line.words.emplace_back();
    word.id = trace.word_id;
    word.ocr = "бвдежз";
    word.text = "бгдежз";
    word.source = TextSource::truth;
  }
  folio.learn_truth(text, page);
  SelfAdaptation other = adaptation();
  ASSERT_TRUE(folio.can_teach());
  other.load(folio.save());
  ASSERT_TRUE(other.finish());
  WordTrace trace{"w_1", {}, {glyph(3, 0.999, 3, 1), glyph(6, 0.6, 5, 2, {{5, 0.1}})}};
  PageText wrong = page_of("бд");
  EXPECT_EQ(other.read_again(wrong, {trace}), 1U);
  EXPECT_EQ(wrong.lines[0].words[0].text, "бг");
}

TEST(SelfAdaptationTest, LittleOfAPageIsKept) {
  std::vector<WordTrace> page = lesson();
  page.push_back(doubtful());
  const std::vector<WordTrace> kept = SelfAdaptation::worth_keeping(page);
  size_t with_features = 0;
  for (const WordTrace& word : kept) {
    for (const GlyphTrace& one : word.glyphs) with_features += one.features.empty() ? 0 : 1;
  }
  EXPECT_EQ(with_features, 7U * 12 + 1) << "twelve of each class, and the doubtful one";
  const std::vector<WordTrace> open = SelfAdaptation::open_words(kept);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_TRUE(open[0].glyphs[0].features.empty());
  EXPECT_FALSE(open[0].glyphs[1].features.empty());
}

}  // namespace
}  // namespace folio
