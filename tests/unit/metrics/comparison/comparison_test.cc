#include "metrics/comparison/comparison.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "example_pages.h"
#include "metrics/figure_names.h"

namespace folio {
namespace {

const MeasuredFigure& figure(const ComparedSystem& system, const std::string& name) {
  const auto found = std::ranges::find(system.figures, name,
                                       [](const MeasuredFigure& measured) { return measured.figure.name; });
  EXPECT_NE(found, system.figures.end()) << name;
  return *found;
}

/// Pages of twenty letters, of which a page of the bad system has some wrong.
Comparison good_and_bad(size_t pages, const ComparisonOptions& options, const std::string& prefix = "f-") {
  std::vector<PageMaterial> truths;
  std::vector<SystemPages> systems{{"good", {}}, {"bad", {}}, {"twin", {}}};
  for (size_t k = 0; k < pages; ++k) {
    const std::string stem = prefix + std::to_string(k), text(20, 'a');
    truths.push_back(text_material(stem, text));
    std::string damaged = text;
    for (size_t wrong = 0; wrong < 3 + k % 4; ++wrong) damaged[2 * wrong] = 'x';
    std::string slightly = text;
    if (k % 5 == 0) slightly[0] = 'x';
    systems[0].pages.push_back(text_material(stem, slightly));
    systems[1].pages.push_back(text_material(stem, damaged));
    systems[2].pages.push_back(text_material(stem, slightly));
  }
  return compare(std::move(truths), std::move(systems), options);
}

TEST(Compare, TellsBetterFromWorseWhenThereAreEnoughPages) {
  const Comparison comparison = good_and_bad(20, {});
  const MeasuredFigure& good = figure(comparison.systems[0], "cer");
  const MeasuredFigure& bad = figure(comparison.systems[1], "cer");
  EXPECT_DOUBLE_EQ(*good.figure.value, 4.0 / 400);
  EXPECT_EQ(good.blocks, 20U);
  ASSERT_TRUE(good.interval && bad.interval);
  EXPECT_TRUE(good.interval->contains(*good.figure.value));
  EXPECT_GE(good.interval->low, 0);
  EXPECT_FALSE(good.difference.has_value());
  ASSERT_TRUE(bad.difference && bad.difference->interval);
  EXPECT_EQ(bad.difference->verdict, Verdict::worse);
  EXPECT_TRUE(bad.difference->interval->contains(bad.difference->value));
  EXPECT_EQ(figure(comparison.systems[2], "cer").difference->verdict, Verdict::open);
  EXPECT_EQ(figure(comparison.systems[2], "cer").difference->value, 0);
  EXPECT_FALSE(figure(comparison.systems[1], "hand.cer").difference.has_value());
}

TEST(Compare, SaysWhenPagesAreTooFew) {
  const Comparison comparison = good_and_bad(kLeastBlocks - 1, {});
  EXPECT_FALSE(figure(comparison.systems[0], "cer").interval.has_value());
  const Difference& difference = *figure(comparison.systems[1], "cer").difference;
  EXPECT_EQ(difference.verdict, Verdict::too_few_pages);
  EXPECT_FALSE(difference.interval.has_value());
  EXPECT_TRUE(figure(good_and_bad(kLeastBlocks, {}).systems[0], "cer").interval.has_value());
}

TEST(Compare, CountsFoliosWhereTheyAreTheBlocks) {
  ComparisonOptions options;
  options.block = Block::folio;
  const Comparison comparison = good_and_bad(40, options);
  EXPECT_EQ(figure(comparison.systems[0], "cer").blocks, 1U);
  EXPECT_FALSE(figure(comparison.systems[0], "cer").interval.has_value());
  EXPECT_EQ(comparison.folios.front(), "f");
}

TEST(Compare, OfOnePageHasNoInterval) {
  const Comparison comparison = compare({text_material("a", "да")}, {{"s", {text_material("b", "да")}}}, {});
  EXPECT_EQ(figure(comparison.systems[0], "cer").figure.value, 0.0);
  EXPECT_FALSE(figure(comparison.systems[0], "cer").interval.has_value());
}

TEST(Compare, OfEmptyPagesMeasuresNothing) {
  const Comparison comparison = compare({text_material("a", "")}, {{"s", {text_material("a", "")}}}, {});
  for (const MeasuredFigure& measured : comparison.systems[0].figures) {
    EXPECT_FALSE(measured.figure.value.has_value()) << measured.figure.name;
    EXPECT_EQ(measured.blocks, 0U) << measured.figure.name;
  }
}

TEST(Compare, GivesWordErrorsWhenAsked) {
  ComparisonOptions options;
  options.with_word_errors = true;
  const Comparison comparison =
      compare({text_material("a", "да нет")}, {{"s", {text_material("a", "да нот")}}}, options);
  ASSERT_EQ(comparison.systems[0].pages[0].word_errors.size(), 1U);
  EXPECT_EQ(comparison.systems[0].pages[0].word_errors[0].read, "нот");
  EXPECT_TRUE(good_and_bad(1, {}).systems[1].pages[0].word_errors.empty());
}

TEST(Compare, InfiniteRatesHaveNoDifference) {
  ComparisonOptions options;
  options.profiles = {Profile::dinglehopper};
  const Comparison comparison =
      compare({text_material("a", "")},
              {{"s", {text_material("a", "one")}}, {"t", {text_material("a", "two")}}}, options);
  const MeasuredFigure& rate = figure(comparison.systems[1], "dinglehopper-cer");
  ASSERT_TRUE(rate.figure.value.has_value());
  EXPECT_TRUE(std::isinf(*rate.figure.value));
  EXPECT_FALSE(rate.difference.has_value());
}

}  // namespace
}  // namespace folio
