#include "export/corrections/correction_placer.h"

#include <gtest/gtest.h>

#include <chrono>

#include "unit/export/corrections/typed_rows.h"

namespace folio {
namespace {

using testing::text_of;
using testing::typed_rows;

class CorrectionPlacerTest : public ::testing::Test {
 protected:
  CorrectionPlacerTest() { corrections_.size = page_.size, corrections_.sha256 = page_.origin.sha256; }

  /// A correction of a word of the page as it was first read.
  void correct(const std::string& was, const std::string& text) {
    for (const TextLine& line : first_.lines)
      for (const Word& word : line.words)
        if (word.text == was) corrections_.list.push_back({text, was, was, word.box, line.layer});
  }
  PlacedCorrections place() { return place_corrections(page_, corrections_); }
  std::string line(size_t idx) const { return text_of(page_.lines[idx]); }

  const PageText first_ = typed_rows({{"one", "two", "three"}, {"four", "five"}});
  PageText page_ = first_;
  PageCorrections corrections_;
};

TEST_F(CorrectionPlacerTest, TextIsThePersonsAndTheReadingStays) {
  correct("two", "zwei");
  page_.lines[0].words[1].text = page_.lines[0].words[1].ocr = "tvvo";
  const PlacedCorrections placed = place();
  EXPECT_EQ(placed.placed, 1U);
  EXPECT_TRUE(placed.unplaced.empty());
  EXPECT_EQ(line(0), "one zwei three");
  const Word& word = page_.lines[0].words[1];
  EXPECT_EQ(word.id, "w_2");
  EXPECT_EQ(word.ocr, "tvvo");
  EXPECT_EQ(word.source, TextSource::person);
  EXPECT_EQ(word.confidence, 1);
  EXPECT_EQ(word.box, first_.lines[0].words[1].box);
  EXPECT_EQ(page_.lines[0].words[0].source, TextSource::recognizer);
}

TEST_F(CorrectionPlacerTest, NoCorrectionsChangeNothing) {
  EXPECT_EQ(place().placed, 0U);
  EXPECT_EQ(line(0), "one two three");
}

TEST_F(CorrectionPlacerTest, AStatusThatAPersonSet) {
  correct("two", "two");
  corrections_.list[0].sets_status = true;
  corrections_.list[0].status = WordStatus::struck;
  place();
  EXPECT_EQ(page_.lines[0].words[1].status, WordStatus::struck);
  EXPECT_EQ(page_.lines[0].words[1].strike, StrikeKind::line);
}

TEST_F(CorrectionPlacerTest, WordsThatOneCorrectionCoversBecomeOne) {
  correct("three", "thirty");
  TextLine& row = page_.lines[0];
  Word second = row.words[2];
  second.id = "w_9";
  row.words[2].text = row.words[2].ocr = "th";
  second.text = second.ocr = "ree";
  const Box whole = row.words[2].box;
  row.words[2].box.x1 = second.box.x0 = whole.x0 + 40;
  second.after_id = "";
  row.words.push_back(second);
  page_.lines[1].words[0].after_id = "w_9";
  EXPECT_EQ(place().placed, 1U);
  EXPECT_EQ(line(0), "one two thirty");
  EXPECT_EQ(row.words[2].ocr, "th ree");
  EXPECT_EQ(row.words[2].box, whole);
  EXPECT_EQ(page_.lines[1].words[0].after_id, row.words[2].id) << "what named the word that is gone";
}

TEST_F(CorrectionPlacerTest, AWordThatTwoCoverBecomesTwo) {
  correct("one", "eins");
  correct("two", "zwei");
  TextLine& row = page_.lines[0];
  row.words[0].text = row.words[0].ocr = "onetwo";
  row.words[0].box.x1 = row.words[1].box.x1;
  row.words.erase(row.words.begin() + 1);
  EXPECT_EQ(place().placed, 2U);
  EXPECT_EQ(line(0), "eins zwei three");
  EXPECT_NE(row.words[0].id, row.words[1].id);
  EXPECT_LE(row.words[0].box.x1, row.words[1].box.x0);
}

TEST_F(CorrectionPlacerTest, OfTwoAtOnePlaceTheLaterCounts) {
  correct("two", "zwei");
  correct("two", "deux");
  const PlacedCorrections placed = place();
  EXPECT_EQ(line(0), "one deux three");
  ASSERT_EQ(placed.unplaced.size(), 1U);
  EXPECT_EQ(placed.unplaced[0].correction.text, "zwei");
}

TEST_F(CorrectionPlacerTest, ADeletedWordStaysAway) {
  correct("two", "");
  EXPECT_EQ(place().placed, 1U);
  EXPECT_EQ(line(0), "one three");
  EXPECT_EQ(place().placed, 1U) << "and is not missed where it is not read";
  EXPECT_EQ(line(0), "one three");
}

TEST_F(CorrectionPlacerTest, AWordThatTookInADeletedStainStays) {
  correct("one", "");
  TextLine& row = page_.lines[0];
  corrections_.list[0].box.x1 = corrections_.list[0].box.x0 + 6;
  corrections_.list[0].was = corrections_.list[0].ocr = ".";
  EXPECT_EQ(place().placed, 1U);
  EXPECT_EQ(line(0), "one two three");
  EXPECT_EQ(row.words[0].source, TextSource::recognizer);
}

TEST_F(CorrectionPlacerTest, AWordThatTookInACorrectedOneIsNotLost) {
  correct("one", "eins");
  TextLine& row = page_.lines[0];
  row.words[0].box.x1 = row.words[2].box.x1;
  row.words[0].text = row.words[0].ocr = "onetwothree";
  row.words.resize(1);
  const PlacedCorrections placed = place();
  EXPECT_EQ(line(0), "onetwothree");
  ASSERT_EQ(placed.unplaced.size(), 1U);
  EXPECT_EQ(placed.unplaced[0].reason, "a longer word stands there now");
}

TEST_F(CorrectionPlacerTest, ALineWithoutWordsLeftGoesToo) {
  correct("four", "");
  correct("five", "");
  place();
  ASSERT_EQ(page_.lines.size(), 1U);
}

TEST_F(CorrectionPlacerTest, AnAddedWordGoesToItsLine) {
  corrections_.list.push_back({"half", "", "", {165, 100, 175, 140}, Layer::typed});
  const PlacedCorrections placed = place();
  EXPECT_EQ(placed.placed, 1U);
  EXPECT_EQ(line(0), "one half two three");
  corrections_.list[0].box = {165, 2000, 175, 2040};
  page_ = first_;
  ASSERT_EQ(place().unplaced.size(), 1U);
  EXPECT_EQ(line(0), "one two three");
}

TEST_F(CorrectionPlacerTest, AWordThatMovedIsKnownByItsReading) {
  correct("three", "drei");
  for (TextLine& row : page_.lines)
    for (Word& word : row.words)
      word.box = {word.box.x0 + 90, word.box.y0 - 60, word.box.x1 + 90, word.box.y1 - 60};
  EXPECT_EQ(place().placed, 1U);
  EXPECT_EQ(line(0), "one two drei");
}

TEST_F(CorrectionPlacerTest, WhatHasNoPlaceIsGivenBack) {
  correct("two", "zwei");
  page_.lines.erase(page_.lines.begin());
  const PlacedCorrections placed = place();
  EXPECT_EQ(placed.placed, 0U);
  ASSERT_EQ(placed.unplaced.size(), 1U);
  EXPECT_EQ(placed.unplaced[0].correction.text, "zwei");
  EXPECT_FALSE(placed.unplaced[0].reason.empty());
}

TEST_F(CorrectionPlacerTest, HandwritingOverTypingIsNotMistakenForIt) {
  correct("two", "zwei");
  TextLine hand = page_.lines[0];
  hand.id = "line_9";
  hand.layer = Layer::hand;
  hand.words.resize(1);
  hand.words[0].id = "w_9";
  hand.words[0].text = "note";
  hand.words[0].box = first_.lines[0].words[1].box;
  page_.lines.insert(page_.lines.begin(), hand);
  place();
  EXPECT_EQ(line(0), "note");
  EXPECT_EQ(line(1), "one zwei three");
}

TEST_F(CorrectionPlacerTest, BoxesFollowThePagesSize) {
  correct("five", "cinq");
  page_.size = {4000, 6000};
  for (TextLine& row : page_.lines) {
    row.box = {2 * row.box.x0, 2 * row.box.y0, 2 * row.box.x1, 2 * row.box.y1};
    for (Word& word : row.words)
      word.box = {2 * word.box.x0, 2 * word.box.y0, 2 * word.box.x1, 2 * word.box.y1};
  }
  EXPECT_EQ(place().placed, 1U);
  EXPECT_EQ(line(1), "four cinq");
}

TEST_F(CorrectionPlacerTest, OnAnotherScanTheReadingMustAgree) {
  correct("two", "zwei");
  correct("five", "cinq");
  page_.origin.sha256 = "another scan";
  page_.lines[0].words[1].text = page_.lines[0].words[1].ocr = "elsewhere";
  const PlacedCorrections placed = place();
  EXPECT_EQ(line(0), "one elsewhere three");
  EXPECT_EQ(line(1), "four cinq");
  EXPECT_EQ(placed.unplaced.size(), 1U);
}

TEST_F(CorrectionPlacerTest, ManyCorrectionsOfManyWordsTakeNoTime) {
  std::vector<std::vector<std::string>> rows(1000, std::vector<std::string>(10, "wort"));
  page_ = typed_rows(rows);
  page_.size.height = 110000;
  corrections_.size = page_.size;
  for (const TextLine& row : page_.lines)
    for (const Word& word : row.words)
      corrections_.list.push_back({"Wort", "wort", "wort", word.box, Layer::typed});
  // A heap of corrections at one place besides.
  for (int i = 0; i < 10000; ++i)
    corrections_.list.push_back({"x", "wort", "wort", {100, 100, 102, 140}, Layer::typed});
  const auto start = std::chrono::steady_clock::now();
  const PlacedCorrections placed = place();
  EXPECT_EQ(placed.placed + placed.unplaced.size(), 20000U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace folio
