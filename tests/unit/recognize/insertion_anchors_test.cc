#include "recognize/insertion_anchors.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "hand_made_page.h"
#include "recognize/recognize.h"
#include "support/fake_recognizer.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

using testing::FakeRecognizer;
using testing::HandMadePage;

const std::vector<WordSpan> kWords{{100, 200}, {230, 290}, {320, 500}};

TEST(WordBeforeTest, IsTheLastWhoseMiddleLiesBefore) {
  EXPECT_EQ(word_before(kWords, 215, false), 0U);
  EXPECT_EQ(word_before(kWords, 190, false), 0U) << "a caret that slipped into the word";
  EXPECT_EQ(word_before(kWords, 240, false), 0U);
  EXPECT_EQ(word_before(kWords, 305, false), 1U);
  EXPECT_EQ(word_before(kWords, 900, false), 2U);
  EXPECT_FALSE(word_before(kWords, 120, false));
  EXPECT_FALSE(word_before({}, 120, false));
}

TEST(WordBeforeTest, OverLettersItIsTheWordBeneath) {
  EXPECT_EQ(word_before(kWords, 120, true), 0U);
  EXPECT_EQ(word_before(kWords, 330, true), 2U);
  EXPECT_FALSE(word_before(kWords, 90, true));
}

/// Two typed lines of three words each and one written line with the place and role.
PageText text_with(const cv::Point2d& place, Role role, bool typed = true) {
  HandMadePage page({700, 400});
  for (int row = 0; typed && row < 2; ++row) {
    const int y = 100 + 100 * row;
    LayerLine& line = page.line(Layer::typed, {100, y, 500, y + 20}, y + 20, 20);
    for (const int x : {100, 230, 400})
      line.component_idxs.push_back(page.ink(Layer::typed, {x, y, x + 90, y + 20}));
  }
  page.ink(Layer::hand, {220, 165, 280, 185});
  LayerLine& line = page.line(Layer::hand, {220, 165, 280, 185}, 185, 18);
  line.role = role;
  line.place = place;
  FakeRecognizer recognizer;
  return recognize(page.make(), recognizer, {}).text;
}

TEST(TieInsertionsTest, WordsNameTheirNeighbors) {
  const PageText text = text_with({210, 220}, Role::insertion);
  ASSERT_EQ(text.lines.size(), 3U);
  const Word& word = text.lines[2].words.at(0);
  EXPECT_EQ(word.status, WordStatus::inserted);
  EXPECT_EQ(word.after_id, text.lines[1].words.at(0).id);
  EXPECT_EQ(word.before_id, text.lines[1].words.at(1).id);
}

TEST(TieInsertionsTest, AtALinesBeginningTheLineBeforeEndsBeforeIt) {
  const PageText text = text_with({90, 220}, Role::insertion);
  const Word& word = text.lines.at(2).words.at(0);
  EXPECT_EQ(word.after_id, text.lines[0].words.at(2).id);
  EXPECT_EQ(word.before_id, text.lines[1].words.at(0).id);
  const Word first = text_with({90, 120}, Role::fill_in).lines.at(2).words.at(0);
  EXPECT_EQ(first.after_id, "");
  EXPECT_EQ(first.before_id, text.lines[0].words.at(0).id);
}

TEST(TieInsertionsTest, AtTheEndNoWordFollows) {
  const PageText text = text_with({520, 220}, Role::insertion);
  EXPECT_EQ(text.lines.at(2).words.at(0).after_id, text.lines[1].words.at(2).id);
  EXPECT_EQ(text.lines[2].words[0].before_id, "");
}

TEST(TieInsertionsTest, ACorrectionFollowsTheWordThatItLiesOver) {
  const PageText text = text_with({240, 220}, Role::correction);
  EXPECT_EQ(text.lines.at(2).words.at(0).after_id, text.lines[1].words.at(1).id);
}

TEST(TieInsertionsTest, WithoutTypingNothingIsSaid) {
  const PageText text = text_with({240, 220}, Role::insertion, false);
  EXPECT_EQ(text.lines.at(0).words.at(0).after_id, "");
  EXPECT_EQ(text.lines[0].words[0].status, WordStatus::plain);
}

TEST(TieInsertionsTest, OnADrawnPageTheyFollowTheWordBeforeTheirPlace) {
  LeafDescription leaf = testing::short_leaf(
      {"Почту возили ⟦ins:⟦h:зимой⟧⟧ через мост, но ямщики", "жаловались на гололед и просили прибавить."});
  leaf.spacing = 2;
  const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
  FakeRecognizer recognizer;
  const PageText text = recognize(testing::layered_of(testing::scan_of(drawn)), recognizer, {}).text;
  const auto written = std::ranges::find(text.lines, Layer::hand, &TextLine::layer);
  ASSERT_NE(written, text.lines.end());
  ASSERT_FALSE(written->words.empty());
  const Box wanted = drawn.truth.lines.at(0).words.at(1).box;
  for (const Word& word : text.lines.at(0).words) {
    if (word.id != written->words[0].after_id) continue;
    EXPECT_GT(2 * intersect(word.box, wanted).area(), wanted.area());
    return;
  }
  FAIL() << "it names no word of its line";
}

}  // namespace
}  // namespace folio
