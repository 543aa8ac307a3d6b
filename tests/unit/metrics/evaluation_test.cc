#include "metrics/evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

PageText one_word(const std::string& text, Layer layer = Layer::typed) {
  PageText page;
  TextLine line;
  line.layer = layer;
  Word word;
  word.text = text;
  word.box = {0, 0, 10, 10};
  line.words.push_back(word);
  page.lines.push_back(line);
  return page;
}

PageMaterial typed(const std::string& text) { return {.stem = "p", .typed = text, .text = {}, .labels = {}}; }
PageMaterial worded(const PageText& text) { return {.stem = "p", .typed = {}, .text = text, .labels = {}}; }
PageMaterial labeled(unsigned char label) {
  return {.stem = "p", .typed = {}, .text = {}, .labels = cv::Mat(2, 2, CV_8UC1, cv::Scalar(label))};
}

const Figure& figure(const std::vector<Figure>& figures, const std::string& name) {
  const auto found = std::ranges::find(figures, name, &Figure::name);
  EXPECT_NE(found, figures.end()) << name;
  return *found;
}

TEST(Evaluation, ComparesOnlyWhatBothHave) {
  const Scores scores = evaluate(typed("да"), typed("до"), {});
  EXPECT_TRUE(scores.text);
  EXPECT_FALSE(scores.placement || scores.layers);
  EXPECT_FALSE(evaluate(typed("да"), labeled(1), {}).text);
  EXPECT_TRUE(evaluate(labeled(1), labeled(1), {}).layers);
}

TEST(Evaluation, TakesTheTypedReadingOfAPage) {
  PageText page = one_word("да");
  page.lines.push_back(one_word("рукой", Layer::hand).lines.front());
  const Scores scores = evaluate(typed("да"), worded(page), {});
  EXPECT_EQ(scores.text->characters.edits.distance(), 0U);
  EXPECT_FALSE(scores.placement);
}

TEST(Evaluation, ATextOfItsOwnGoesBeforeThatOfThePage) {
  PageMaterial both = worded(one_word("нет"));
  both.typed = "да";
  EXPECT_EQ(both.typed_reading(), "да");
  EXPECT_EQ(labeled(1).typed_reading(), std::nullopt);
}

TEST(Evaluation, NamesTheSameFiguresForEveryPage) {
  const std::vector<Figure> nothing = Scores{}.figures();
  const std::vector<Figure> words = evaluate(worded(one_word("да")), worded(one_word("да")), {}).figures();
  ASSERT_EQ(nothing.size(), words.size());
  for (size_t k = 0; k < nothing.size(); ++k) {
    EXPECT_EQ(nothing[k].name, words[k].name);
    EXPECT_EQ(nothing[k].value, std::nullopt) << nothing[k].name;
    EXPECT_EQ(nothing[k].count, 0U) << nothing[k].name;
  }
  EXPECT_EQ(figure(words, "placed").value, 1.0);
  EXPECT_EQ(figure(words, "cer").value, 0.0);
  EXPECT_EQ(figure(words, "cer").count, 2U);
}

TEST(Evaluation, AddsUpOverPages) {
  Scores sum;
  sum += evaluate(typed("аб"), typed("аб"), {});
  sum += evaluate(typed("вг"), typed("вд"), {});
  sum += evaluate(labeled(2), labeled(2), {});
  const std::vector<Figure> figures = sum.figures();
  EXPECT_EQ(figure(figures, "cer").value, 0.25);
  EXPECT_EQ(figure(figures, "hand.iou").value, 1.0);
}

}  // namespace
}  // namespace folio
