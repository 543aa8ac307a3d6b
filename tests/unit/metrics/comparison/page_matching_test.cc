#include "metrics/comparison/page_matching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

using testing::ElementsAre;

PageMaterial text_page(const std::string& stem, const std::string& text) {
  return {.stem = stem, .typed = text, .text = {}, .labels = {}};
}
PageMaterial label_page(const std::string& stem) {
  return {.stem = stem, .typed = {}, .text = {}, .labels = cv::Mat(1, 1, CV_8UC1, cv::Scalar(1))};
}

TEST(PairUp, GoesByStem) {
  const Pairing pairing = pair_up({text_page("a", "1"), text_page("b", "2"), text_page("c", "3")},
                                  {text_page("b", "4"), text_page("d", "5"), text_page("a", "6")});
  ASSERT_EQ(pairing.pairs.size(), 2U);
  EXPECT_EQ(pairing.pairs[0].hypothesis.typed, "6");
  EXPECT_EQ(pairing.pairs[1].hypothesis.typed, "4");
  EXPECT_THAT(pairing.without_truth, ElementsAre("d"));
  EXPECT_THAT(pairing.without_hypothesis, ElementsAre("c"));
}

TEST(PairUp, TwoSinglesGoTogetherWhateverTheirNames) {
  EXPECT_EQ(pair_up({text_page("a", "1")}, {text_page("z", "2")}).pairs.size(), 1U);
}

TEST(PairUp, ATextOfAFolioGoesWithAllItsPages) {
  const Pairing pairing = pair_up({text_page("folio", "1\n2\n")},
                                  {text_page("p1", "1"), label_page("p2"), text_page("p3", "2\n")});
  ASSERT_EQ(pairing.pairs.size(), 1U);
  EXPECT_EQ(pairing.pairs[0].hypothesis.typed, "1\n2\n");
  EXPECT_EQ(pairing.pairs[0].hypothesis.stem, "folio");
}

TEST(PairUp, ATextOfAPageGoesWithThatPage) {
  const Pairing pairing = pair_up({text_page("p2", "2")}, {text_page("p1", "1"), text_page("p2", "2")});
  ASSERT_EQ(pairing.pairs.size(), 1U);
  EXPECT_EQ(pairing.pairs[0].hypothesis.typed, "2");
  EXPECT_THAT(pairing.without_truth, ElementsAre("p1"));
}

TEST(PairUp, ASinglePictureGoesWithItsOwnPageOnly) {
  const Pairing pairing = pair_up({label_page("p2")}, {label_page("p1"), label_page("p2")});
  ASSERT_EQ(pairing.pairs.size(), 1U);
  EXPECT_EQ(pairing.pairs[0].hypothesis.stem, "p2");
  EXPECT_THAT(pairing.without_truth, ElementsAre("p1"));
}

TEST(PairUp, OfNothingIsNothing) {
  EXPECT_TRUE(pair_up({}, {}).pairs.empty());
  EXPECT_THAT(pair_up({}, {text_page("a", "1")}).without_truth, ElementsAre("a"));
}

const char* const kFirst = "Ассемблер присваивает истинные адреса программе, написанной в коде машины";
const char* const kFirstRead = "Ассемблер присваивяет истинные адреса программе, наnисанной в коле машины";
const char* const kSecond = "Метку метки писать нельзя, иначе трансляция приводит к ошибке на телетайпе";

TEST(MatchPages, ByNameThenByContent) {
  const std::vector<PageMaterial> truths{text_page("a", kFirst), text_page("b", kSecond), text_page("c", "")};
  const std::vector<PageMaterial> pages{text_page("0001", kSecond), text_page("c", "нет"),
                                        text_page("0002", kFirstRead)};
  const PageMatches matches = match_pages(truths, pages, MatchBy::stem_then_content);
  EXPECT_THAT(matches.of_truth, ElementsAre(2, 0, 1));
  EXPECT_THAT(matches.of_hypothesis, ElementsAre(1, 2, 0));
  EXPECT_THAT(matches.by_content, ElementsAre(0U, 1U));
  EXPECT_THAT(match_pages(truths, pages, MatchBy::stem).of_truth, ElementsAre(-1, -1, 1));
  EXPECT_THAT(match_pages(truths, pages, MatchBy::content).of_truth, ElementsAre(2, 0, -1));
}

TEST(MatchPages, DoesNotChooseBetweenTwinsNorMatchOtherTexts) {
  const std::vector<PageMaterial> twins{text_page("a", kFirst), text_page("b", kFirst)};
  EXPECT_THAT(match_pages(twins, {text_page("x", kFirst)}, MatchBy::content).of_truth, ElementsAre(-1, -1));
  EXPECT_THAT(
      match_pages({text_page("a", kFirst)}, {text_page("x", kSecond), text_page("y", "да")}, MatchBy::content)
          .of_truth,
      ElementsAre(-1));
}

TEST(Joined, HasTheWordsOfAllPagesWithoutBoxes) {
  PageText page;
  TextLine& line = page.lines.emplace_back();
  Word word;
  word.id = "w_1";
  word.text = "да";
  word.box = {1, 1, 5, 5};
  line.words.push_back(word);
  word.id = "w_2";
  word.after_id = "w_1";
  line.words.push_back(word);
  PageMaterial material;
  material.text = page;
  const PageMaterial whole = joined({material, material}, "folio");
  ASSERT_TRUE(whole.text.has_value());
  ASSERT_EQ(whole.text->lines.size(), 2U);
  EXPECT_TRUE(whole.text->lines[1].words[1].box.empty());
  EXPECT_EQ(whole.text->lines[1].words[1].after_id, whole.text->lines[1].words[0].id);
  EXPECT_NE(whole.text->lines[0].words[0].id, whole.text->lines[1].words[0].id);
  EXPECT_FALSE(joined({material, text_page("t", "нет")}, "folio").tells_layers);
}

}  // namespace
}  // namespace folio
