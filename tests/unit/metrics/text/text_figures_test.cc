#include "metrics/text/text_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

using testing::ElementsAre;

const Figure& figure(const std::vector<Figure>& figures, const std::string& name) {
  for (const Figure& each : figures)
    if (each.name == name) return each;
  throw std::out_of_range(name);
}

TEST(TextFigures, AreAllNamed) {
  const std::vector<Figure> figures = text_figures("19 сентября", "18 сентябры и", {}).figures();
  EXPECT_NEAR(figure(figures, "cer").value.value(), 4.0 / 11, 1e-9);
  EXPECT_NEAR(figure(figures, "cer-insertions").value.value(), 2.0 / 11, 1e-9);
  EXPECT_NEAR(figure(figures, "cer-deletions").value.value(), 0, 1e-9);
  EXPECT_NEAR(figure(figures, "cer-substitutions").value.value(), 2.0 / 11, 1e-9);
  EXPECT_NEAR(figure(figures, "wer").value.value(), 3.0 / 2, 1e-9);
  EXPECT_NEAR(figure(figures, "bag-excess").value.value(), 3.0 / 2, 1e-9);
  EXPECT_NEAR(figure(figures, "bag-shortfall").value.value(), 1, 1e-9);
  EXPECT_EQ(figure(figures, "bag-f1").value, 0);
  EXPECT_EQ(figure(figures, "numbers-wrong").value, 1);
  EXPECT_EQ(figure(figures, "numbers-wrong").count, 1U);
  EXPECT_EQ(figure(figures, "names-wrong").value, std::nullopt);
  EXPECT_EQ(figures.size(), 17U);
}

TEST(TextFigures, OrderCostIsWhatTheOrderAddsToTheErrorRate) {
  const std::vector<Figure> figures =
      text_figures("первая строка письма\nвторая, подлиннее", "вторая, подлинее\nпервая строка письма", {})
          .figures();
  const double cer = figure(figures, "cer").value.value(),
               free = figure(figures, "order-free-cer").value.value();
  EXPECT_NEAR(free, 1.0 / 38, 1e-9);
  EXPECT_GT(cer, 0.5);
  EXPECT_NEAR(figure(figures, "order-cost").value.value(), cer - free, 1e-9);
}

TEST(TextFigures, OfEmptyTextsHaveNoValue) {
  for (const Figure& each : text_figures("", "", {}).figures())
    EXPECT_EQ(each.value, std::nullopt) << each.name;
  const std::vector<Figure> figures = text_figures("", "да", {}).figures();
  EXPECT_EQ(figure(figures, "cer").value, std::nullopt);
  EXPECT_EQ(figure(figures, "order-cost").value, std::nullopt);
  EXPECT_EQ(figure(figures, "bag-precision").value, 0);
  EXPECT_EQ(figure(text_figures("да", "", {}).figures(), "cer").value, 1);
}

TEST(TextFigures, AddUpOverPages) {
  TextFigures sum = text_figures("абв 1", "абг 1", {}, {Profile::isri});
  sum += text_figures("", "д", {}, {Profile::isri});
  sum += text_figures("еж 22", "еж 23", {}, {Profile::isri});
  const std::vector<Figure> figures = sum.figures();
  EXPECT_NEAR(figure(figures, "cer").value.value(), 3.0 / 10, 1e-9);
  EXPECT_NEAR(figure(figures, "numbers-wrong").value.value(), 1.0 / 2, 1e-9);
  EXPECT_NEAR(figure(sum.profile_figures(), "isri-character-accuracy").value.value(), 1 - 3.0 / 10, 1e-9);
  EXPECT_THAT(sum.confusions.most_frequent(9),
              ElementsAre(Confusion{"", "д", 1}, Confusion{"2", "3", 1}, Confusion{"в", "г", 1}));
}

TEST(TextFigures, ProfilesTakeTheTextsAsTheyStand) {
  const TextFigures found =
      text_figures("ёж", "еж", {Normalization::yo}, {Profile::dinglehopper, Profile::isri});
  EXPECT_EQ(figure(found.figures(), "cer").value, 0);
  EXPECT_EQ(figure(found.profile_figures(), "dinglehopper-cer").value, 0.5);
  const Figure accuracy = figure(found.profile_figures(), "isri-character-accuracy");
  EXPECT_EQ(accuracy.value, 0.5);
  EXPECT_EQ(accuracy.better, Better::higher);
  EXPECT_EQ(accuracy.quotient.value().value(), 0.5) << "as intervals take it";
}

TEST(BagOfWords, CountsWordsAsOftenAsBothHaveThem) {
  const std::vector<std::string> truth{"и", "и", "да"}, hypothesis{"и", "и", "и", "нет"};
  const BagOfWords bag = bag_of_words(truth, hypothesis);
  EXPECT_EQ(bag.common, 2U);
  EXPECT_EQ(bag.excess(), 2U);
  EXPECT_EQ(bag.shortfall(), 1U);
  EXPECT_DOUBLE_EQ(bag.precision().value(), 0.5);
  EXPECT_DOUBLE_EQ(bag.recall().value(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(bag.f1().value(), 4.0 / 7);
  EXPECT_EQ(BagOfWords{}.f1(), std::nullopt);
}

std::vector<Confusion> confused(const std::vector<std::string>& truth,
                                const std::vector<std::string>& hypothesis) {
  Confusions confusions;
  confusions.add(align(truth, hypothesis), truth, hypothesis);
  return confusions.most_frequent(100);
}

TEST(Confusions, TakeStretchesApart) {
  EXPECT_THAT(confused({"а", "б", "в", "а"}, {"о", "п", "в", "о"}),
              ElementsAre(Confusion{"а", "о", 2}, Confusion{"б", "п", 1}));
  EXPECT_THAT(confused({"ш", "а"}, {"і", "и", "а"}), ElementsAre(Confusion{"ш", "іи", 1}));
  EXPECT_THAT(confused({"а", "б"}, {"б"}), ElementsAre(Confusion{"а", "", 1}));
  EXPECT_THAT(confused({"б"}, {"а", "б"}), ElementsAre(Confusion{"", "а", 1}));
  EXPECT_THAT(confused({"а"}, {"б", "в", "г", "д"}).size(), 4U);
  EXPECT_TRUE(confused({"а"}, {"а"}).empty());
}

TEST(Confusions, ComeTheMostFrequentFirstAndNoMoreThanAskedFor) {
  Confusions confusions;
  for (const auto& [meant, read] :
       {std::pair("б", "в"), std::pair("а", "о"), std::pair("б", "в"), std::pair("а", "б")})
    confusions.add({{EditKind::substitution, 0, 0}}, {meant}, {read});
  EXPECT_THAT(confusions.most_frequent(2), ElementsAre(Confusion{"б", "в", 2}, Confusion{"а", "б", 1}));
}

std::vector<std::string> told(std::string_view text, bool TellingWord::*kind,
                              const Normalizations& normalizations = {}) {
  std::vector<std::string> out;
  for (const TellingWord& word : telling_words(text, normalizations))
    if (word.*kind) out.push_back(word.text);
  return out;
}

TEST(TellingWords, NumbersHoldADigit) {
  EXPECT_THAT(told("19 сентября (1956), 4-х часов, № 5/7; III", &TellingWord::number),
              ElementsAre("19", "1956", "4-х", "5/7"));
  EXPECT_THAT(told("III и 1", &TellingWord::number, {Normalization::ones}), ElementsAre("1"));
}

TEST(TellingWords, NamesAreCapitalizedWithinSentences) {
  EXPECT_THAT(told("Мы с тов. Пэн Дэ-хуаем были. Он и Ким ушли! Они", &TellingWord::name),
              ElementsAre("Пэн", "Дэ-хуаем", "Ким"));
  EXPECT_THAT(told("Хрущев Н.С. сказал Н. Булганину: «Да»", &TellingWord::name),
              ElementsAre("Н.С", "Н", "Булганину", "Да"));
  EXPECT_THAT(told("в ЦК КПСС\n\nПисьмо\nМосква «Правды»", &TellingWord::name),
              ElementsAre("Москва", "Правды"));
  EXPECT_TRUE(told("", &TellingWord::name).empty());
}

TEST(TellingWords, AreRightOrWrongAsAWhole) {
  const auto errors = [](std::string_view truth, const std::vector<std::string>& read) {
    return telling_errors(telling_words(truth, {}), read);
  };
  EXPECT_EQ(errors("с 19 по 21, с Ким", {"с", "19,", "по", "27", "с", "Ким."}).numbers, (Share{1, 2}));
  EXPECT_EQ(errors("с 19 по 21, с Ким", {"с", "19,", "по", "27", "с", "Ким."}).names, (Share{0, 1}));
  EXPECT_EQ(errors("5 и 7", {"7", "и", "5"}).numbers, (Share{2, 2}));
  EXPECT_EQ(errors("был Пэн", {}).names, (Share{1, 1}));
}

TEST(TellingWords, OfMovedLinesAreStillRight) {
  const TextFigures moved = text_figures("строка первая, 19 сентября\nстрока вторая, тов. Пэн",
                                         "строка вторая, тов. Пэн\nстрока первая, 19 сентября", {});
  EXPECT_EQ(moved.telling.numbers, (Share{0, 1}));
  EXPECT_EQ(moved.telling.names, (Share{0, 1}));
}

}  // namespace
}  // namespace folio
