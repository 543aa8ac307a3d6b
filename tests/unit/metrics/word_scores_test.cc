#include "metrics/word_scores.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

Word word(const std::string& text, const Box& box, WordStatus status = WordStatus::plain) {
  Word out;
  out.text = text;
  out.box = box;
  out.status = status;
  return out;
}

PageText page(std::vector<Word> typed, std::vector<Word> hand = {}) {
  PageText out;
  TextLine line;
  line.words = std::move(typed);
  out.lines.push_back(line);
  line.layer = Layer::hand;
  line.words = std::move(hand);
  out.lines.push_back(line);
  return out;
}

constexpr Box kLeft{0, 0, 40, 20}, kRight{50, 0, 90, 20}, kFar{300, 300, 340, 320};

TEST(WordScores, OfAPageWithItselfAreAllRight) {
  const PageText truth =
      page({word("один", kLeft, WordStatus::struck)}, {word("два", kRight, WordStatus::inserted)});
  const WordScores scores = word_scores(truth, truth);
  EXPECT_EQ(scores.placed, (Share{2, 2}));
  EXPECT_EQ(scores.in_layer, (Share{2, 2}));
  EXPECT_EQ(scores.struck_in_layer, (Share{1, 1}));
  EXPECT_EQ(scores.inserted_in_layer, (Share{1, 1}));
  EXPECT_EQ(scores.struck_recall, (Share{1, 1}));
  EXPECT_EQ(scores.inserted_precision, (Share{1, 1}));
  EXPECT_TRUE(missed_words(truth, truth).empty());
}

TEST(WordScores, OfEmptyPagesAreNothing) {
  const WordScores scores = word_scores(PageText{}, PageText{});
  EXPECT_EQ(scores.placed.value(), std::nullopt);
  EXPECT_EQ(scores.struck_precision.value(), std::nullopt);
  EXPECT_EQ(word_scores(page({word("один", kLeft)}), PageText{}).placed, (Share{0, 1}));
  EXPECT_EQ(word_scores(PageText{}, page({word("один", kLeft)})).placed, (Share{0, 0}));
}

TEST(WordScores, AWordElsewhereOrOtherwiseIsNotPlaced) {
  const PageText truth = page({word("один", kLeft), word("два", kRight)});
  const PageText hypothesis = page({word("один", kFar), word("дна", kRight)});
  EXPECT_EQ(word_scores(truth, hypothesis).placed, (Share{0, 2}));
  const std::vector<MissedWord> missed = missed_words(truth, hypothesis);
  ASSERT_EQ(missed.size(), 2U);
  EXPECT_EQ(missed[0].reason, "no word there");
  EXPECT_EQ(missed[1].reason, "read otherwise");
  EXPECT_EQ(missed[1].found, "дна");
}

TEST(WordScores, AWordIsMatchedOnce) {
  const PageText truth = page({word("мы", kLeft), word("мы", kLeft)});
  EXPECT_EQ(word_scores(truth, page({word("мы", kLeft)})).placed, (Share{1, 2}));
}

TEST(WordScores, TakesTheBetterOverlapOfTwo) {
  const PageText truth = page({word("мы", {0, 0, 40, 20}), word("мы", {0, 10, 40, 30})});
  const PageText hypothesis =
      page({word("мы", {0, 9, 40, 29}, WordStatus::struck), word("мы", {0, 0, 40, 20})});
  const WordScores scores = word_scores(truth, hypothesis);
  EXPECT_EQ(scores.placed, (Share{2, 2}));
  EXPECT_EQ(scores.in_layer, (Share{1, 2}));  // the struck one is the second
}

TEST(WordScores, LayerAndStatusMustBeRight) {
  const PageText truth = page({word("один", kLeft, WordStatus::struck)}, {word("два", kRight)});
  const PageText hypothesis = page({word("один", kLeft), word("два", kRight)});
  const WordScores scores = word_scores(truth, hypothesis);
  EXPECT_EQ(scores.placed, (Share{2, 2}));
  EXPECT_EQ(scores.in_layer, (Share{0, 2}));
  EXPECT_EQ(scores.struck_in_layer, (Share{0, 1}));
  const std::vector<MissedWord> missed = missed_words(truth, hypothesis);
  ASSERT_EQ(missed.size(), 2U);
  EXPECT_EQ(missed[0].reason, "status plain");
  EXPECT_EQ(missed[1].reason, "layer typed");
}

TEST(WordScores, MarksAreFoundWhateverWasRead) {
  const PageText truth = page({word("один", kLeft, WordStatus::struck), word("два", kRight)});
  const PageText hypothesis =
      page({word("0дин", kLeft, WordStatus::struck), word("два", kRight, WordStatus::struck)});
  const WordScores scores = word_scores(truth, hypothesis);
  EXPECT_EQ(scores.struck_recall, (Share{1, 1}));
  EXPECT_EQ(scores.struck_precision, (Share{1, 2}));
  EXPECT_EQ(scores.inserted_recall.value(), std::nullopt);
}

TEST(WordScores, ComparesNormalizedText) {
  const PageText truth = page({word("й", kLeft), word("ёж", kRight)});
  const PageText hypothesis = page({word("и\u0306", kLeft), word("еж", kRight)});
  EXPECT_EQ(word_scores(truth, hypothesis).placed, (Share{1, 2}));
  EXPECT_EQ(word_scores(truth, hypothesis, {Normalization::yo}).placed, (Share{2, 2}));
}

TEST(WordScores, LeaveWordsWithoutTextOut) {
  EXPECT_EQ(word_scores(page({word("", kLeft)}), page({word("", kLeft)})).placed, (Share{0, 0}));
}

TEST(WordScores, AddUp) {
  const PageText one = page({word("один", kLeft)});
  WordScores sum = word_scores(one, one);
  sum += word_scores(one, PageText{});
  EXPECT_EQ(sum.placed, (Share{1, 2}));
}

}  // namespace
}  // namespace folio
