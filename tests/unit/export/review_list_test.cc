#include "export/review_list.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

const std::string kHeader = "confidence\tpage\twhat\tid\tlayer\trole\tbox\ttext\twhy\n";

/// A page of one sure line of two sure words.
PageText sure_page() {
  PageText page;
  page.origin.stem = "leaf";
  page.size = {100, 200};
  page.kind = {PageKind::typed, 0.95};
  TextLine& line = page.lines.emplace_back();
  line.id = "line_1";
  line.box = {10, 20, 90, 40};
  for (const char* text : {"два", "слова"}) {
    Word& word = line.words.emplace_back();
    word.id = std::string("w_") + text;
    word.text = word.ocr = text;
    word.box = {10, 20, 40, 40};
    word.confidence = 0.9;
  }
  return page;
}

TEST(ReviewListTest, WhatIsSureIsNotListed) {
  EXPECT_EQ(review_tsv({}), kHeader);
  EXPECT_EQ(review_tsv({sure_page()}), kHeader);
}

TEST(ReviewListTest, WorstComesFirst) {
  PageText page = sure_page();
  page.kind.confidence = 0.6;
  page.lines[0].layer_confidence = 0.55;
  page.lines[0].words[0].confidence = 0.3;
  Word& struck = page.lines[0].words[1];
  struck.status = WordStatus::struck;
  struck.strike_confidence = 0.4;
  page.regions.push_back({"region_1", Layer::stamp, Role::stamp, {1, 2, 3, 4}, 0.5});
  EXPECT_EQ(review_tsv({page}),
            kHeader +
                "0.30\tleaf\tword\tw_два\ttyped\tbody\t10 20 40 40\tдва\tis it read rightly?\n"
                "0.40\tleaf\tstrike\tw_слова\ttyped\tbody\t10 20 40 40\tслова\tis it struck?\n"
                "0.50\tleaf\tregion\tregion_1\tstamp\tstamp\t1 2 3 4\t\twhose ink is it?\n"
                "0.55\tleaf\tline\tline_1\ttyped\tbody\t10 20 90 40\tдва слова\twhose ink is it?\n"
                "0.60\tleaf\tpage\t\t\t\t0 0 100 200\t\tis the page typed?\n");
}

TEST(ReviewListTest, AWordOfTwoScriptsIsListedHoweverSure) {
  PageText page = sure_page();
  Word& word = page.lines[0].words[0];
  word.text = word.ocr = "Rжд";
  EXPECT_EQ(review_tsv({page}), kHeader +
                                    "0.90\tleaf\tword\tw_два\ttyped\tbody\t10 20 40 40\tRжд\tCyrillic and "
                                    "Latin letters in one word?\n");
}

TEST(ReviewListTest, AWordThatMayBeStruckIsListed) {
  PageText page = sure_page();
  page.lines[0].words[0].strike_confidence = 0.3;
  EXPECT_EQ(review_tsv({page}),
            kHeader + "0.30\tleaf\tstrike\tw_два\ttyped\tbody\t10 20 40 40\tдва\tis it not struck?\n");
}

TEST(ReviewListTest, WordsOfATranscriptionAndUnreadOnesAreNotDoubted) {
  PageText page = sure_page();
  page.lines[0].words[0].confidence = 0.1;
  page.lines[0].words[0].source = TextSource::truth;
  page.lines[0].words[1].confidence = 0;
  page.lines[0].words[1].ocr.clear();
  EXPECT_EQ(review_tsv({page}), kHeader);
}

TEST(ReviewListTest, AnUnreadWordShowsItsGuess) {
  PageText page = sure_page();
  page.lines[0].words[0].confidence = 0.3;
  page.lines[0].words[0].text.clear();
  const std::string rows = review_tsv({page});
  EXPECT_NE(rows.find("\t" + page.lines[0].words[0].ocr + "\tnot read: is it this?\n"), std::string::npos)
      << rows;
}

TEST(ReviewListTest, ControlsInNamesBecomeSpaces) {
  PageText page = sure_page();
  page.origin.stem = "a\tb\nc";
  page.lines[0].layer_confidence = 0.5;
  EXPECT_NE(review_tsv({page}).find("\ta b c\tline"), std::string::npos);
}

TEST(ReviewListTest, APageThatWasNotLookedAtHasNoDoubtfulKind) {
  PageText page = sure_page();
  page.kind.confidence = 0;
  EXPECT_EQ(review_tsv({page}), kHeader);
}

}  // namespace
}  // namespace folio
