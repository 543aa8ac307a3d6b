#include "metrics/layers/layer_scores.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "example_words.h"
#include "transcription/notation_parser.h"

namespace folio {
namespace {

const LayerScore& of(const LayerScores& scores, TextLayer layer) {
  return *scores.layers.at(static_cast<size_t>(layer));
}

std::optional<double> value(const LayerScores& scores, const std::string& name) {
  const std::vector<Figure> figures = scores.figures();
  const auto found = std::ranges::find(figures, name, &Figure::name);
  EXPECT_NE(found, figures.end()) << name;
  return found->value;
}

EvaluatedWords marked(const std::string& text) { return evaluated_words(parse_transcription(text, "t"), {}); }

LayerScores compare_marked(const std::string& truth, const std::string& hypothesis) {
  return layer_scores(marked(truth), marked(hypothesis), true, {});
}

TEST(LayerScores, OfATextWithItselfAreBest) {
  const std::string text = "мы ⟦del:не⟧ ⟦ins:⟦h:все⟧⟧ едем\n\n⟦h:согласен⟧ ⟦s:Архив⟧ ⟦p:Бланк⟧\n";
  const LayerScores scores = compare_marked(text, text);
  for (const TextLayer layer : kTextLayers) {
    const std::string name(name_of(layer));
    EXPECT_EQ(value(scores, name + ".f1"), 1.0) << name;
    EXPECT_EQ(value(scores, name + ".read"), 1.0) << name;
    if (layer != TextLayer::typed) {
      EXPECT_EQ(value(scores, name + ".cer"), 0.0) << name;
    }
  }
  EXPECT_EQ(value(scores, "inserted.place"), 1.0);
  EXPECT_EQ(value(scores, "order.tau"), 1.0);
  EXPECT_EQ(value(scores, "box.iou"), std::nullopt);
  EXPECT_EQ(value(scores, "confidence.ece"), std::nullopt);
}

TEST(LayerScores, StruckWordsAreScoredTwice) {
  // One strike is found and read, one found and misread, one not seen, one seen that is none.
  const LayerScores scores = compare_marked("⟦del:первое⟧ раз ⟦del:второе⟧ два ⟦del:третье⟧ три четыре",
                                            "⟦del:первое⟧ раз ⟦del:вторае⟧ два третье три ⟦del:четыре⟧");
  const LayerScore& struck = of(scores, TextLayer::struck);
  EXPECT_EQ(struck.wanted, 3U);
  EXPECT_EQ(struck.given, 3U);
  EXPECT_EQ(struck.found, 2U);
  EXPECT_EQ(struck.read, 1U);
  EXPECT_EQ(value(scores, "struck.recall"), 2.0 / 3);
  EXPECT_EQ(value(scores, "struck.precision"), 2.0 / 3);
  EXPECT_EQ(value(scores, "struck.f1"), 2.0 / 3);
  EXPECT_EQ(value(scores, "struck.read"), 1.0 / 3);
  EXPECT_EQ(value(scores, "typed.recall"), 1.0);
}

TEST(LayerScores, EachLayerHasItsOwnErrorRate) {
  const LayerScores scores = compare_marked("слово ⟦h:рука⟧", "слива ⟦h:рука⟧");
  EXPECT_EQ(value(scores, "hand.cer"), 0.0);
  EXPECT_EQ(value(scores, "struck.cer"), std::nullopt);
  EXPECT_EQ(value(compare_marked("слово ⟦h:рука⟧", "слово ⟦h:река⟧"), "hand.cer"), 0.25);
  EXPECT_EQ(value(compare_marked("слово ⟦h:рука⟧", "слово"), "hand.cer"), 1.0);
  // What is too much counts once pages are added up.
  LayerScores sum = compare_marked("слово", "слово ⟦h:рука⟧");
  EXPECT_EQ(value(sum, "hand.cer"), std::nullopt);
  sum += compare_marked("⟦h:рука⟧", "⟦h:рука⟧");
  EXPECT_EQ(value(sum, "hand.cer"), 1.0);
}

TEST(LayerScores, AnInsertionsPlaceIsTheWordBeforeIt) {
  const std::string truth = "мы ⟦ins:⟦h:завтра⟧⟧ едем домой";
  EXPECT_EQ(value(compare_marked(truth, truth), "inserted.place"), 1.0);
  EXPECT_EQ(value(compare_marked(truth, "мы едем ⟦ins:⟦h:завтра⟧⟧ домой"), "inserted.place"), 0.0);
  EXPECT_EQ(value(compare_marked(truth, "мы завтра едем домой"), "inserted.place"), 0.0);  // not as inserted
  EXPECT_EQ(value(compare_marked("⟦ins:⟦h:но⟧⟧ мы едем", "⟦ins:⟦h:но⟧⟧ мы едем"), "inserted.place"), 1.0);
  // Of two in a row the second follows the first; a struck word between is not in the amended reading.
  EXPECT_EQ(value(compare_marked("мы ⟦del:не⟧ ⟦ins:⟦h:все же⟧⟧ едем", "мы ⟦ins:⟦h:все же⟧⟧ ⟦del:не⟧ едем"),
                  "inserted.place"),
            1.0);
}

TEST(LayerScores, GoByPlaceWhereThereAreBoxes) {
  EvaluatedWords truth{example_word("один", cell(0, 0), Layer::typed, WordStatus::struck),
                       example_word("два", cell(0, 1))};
  EvaluatedWords read{example_word("0дин", cell(0, 0), Layer::typed, WordStatus::struck),
                      example_word("два", cell(0, 1), Layer::typed, WordStatus::struck)};
  read[0].confidence = 0.5;
  read[1].confidence = 1;
  read[1].box.x1 -= 40;
  const LayerScores scores = layer_scores(truth, read, true, {});
  EXPECT_EQ(value(scores, "struck.recall"), 1.0);
  EXPECT_EQ(value(scores, "struck.precision"), 0.5);
  EXPECT_EQ(value(scores, "struck.read"), 0.0);
  EXPECT_EQ(value(scores, "box.iou"), 0.75);
  EXPECT_EQ(value(scores, "confidence.brier"), 0.125);
  // The same words elsewhere are not found.
  for (EvaluatedWord& word : read) word.box.y0 += 500, word.box.y1 += 500;
  EXPECT_EQ(value(layer_scores(truth, read, true, {}), "typed.recall"), 0.0);
}

TEST(LayerScores, OfTextsKnowTypedWordsOnly) {
  const EvaluatedWords truth = evaluated_words("мы едем", {});
  const LayerScores scores = layer_scores(truth, truth, false, {});
  EXPECT_EQ(value(scores, "typed.f1"), 1.0);
  for (const Figure& figure : scores.figures()) {
    const bool is_of_others = figure.name.starts_with("hand.") || figure.name.starts_with("inserted.");
    EXPECT_FALSE(is_of_others && figure.value) << figure.name;
  }
}

TEST(LayerScores, OfEmptyPagesAreNothing) {
  for (const Figure& figure : layer_scores({}, {}, true, {}).figures()) {
    EXPECT_EQ(figure.value, std::nullopt) << figure.name;
    EXPECT_EQ(figure.count, 0U) << figure.name;
  }
  EXPECT_EQ(value(layer_scores({example_word("да")}, {}, true, {}), "typed.recall"), 0.0);
  EXPECT_EQ(value(layer_scores({}, {example_word("да")}, true, {}), "typed.precision"), 0.0);
}

TEST(LayerScores, FiguresAreTheQuotientsTheySay) {
  const LayerScores scores = compare_marked("раз ⟦del:два⟧ три", "раз ⟦del:тва⟧ тир");
  for (const Figure& figure : scores.figures()) {
    if (figure.quotient) {
      EXPECT_EQ(figure.value, figure.quotient->value()) << figure.name;
    }
    EXPECT_NE(figure.better, Better::open) << figure.name;
  }
}

}  // namespace
}  // namespace folio
