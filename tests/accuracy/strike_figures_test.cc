#include "strike_figures.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

Word word(std::string text, const Box& box, StrikeKind strike = StrikeKind::none) {
  Word out;
  out.ocr = out.text = std::move(text);
  out.box = box;
  out.strike = strike;
  if (strike != StrikeKind::none) out.status = WordStatus::struck;
  return out;
}

PageText page_of(std::vector<Word> words) {
  PageText page;
  page.lines.emplace_back().words = std::move(words);
  return page;
}

const Box kFirst{0, 0, 100, 20}, kSecond{120, 0, 220, 20}, kThird{240, 0, 340, 20};

TEST(StrikeFiguresTest, WordsAreMatchedByTheirPlace) {
  const PageText truth = page_of({word("один", kFirst, StrikeKind::line), word("два", kSecond),
                                  word("три", kThird, StrikeKind::typed_over)});
  const PageText found = page_of({word("одни", {2, 1, 60, 19}, StrikeKind::line), word("", {62, 1, 98, 19}),
                                  word("два", kSecond, StrikeKind::line), word("ххх", kThird)});
  const PageStrikes page = compare_strikes(truth, found, "х");
  EXPECT_EQ(page.claimed, 2U);
  EXPECT_EQ(page.right, 1U);
  EXPECT_EQ(page.by_kind.at("line").found, 1U);
  EXPECT_EQ(page.by_kind.at("line").errors, 2U);
  EXPECT_EQ(page.by_kind.at("typed-over х").found, 0U);
  EXPECT_EQ(page.by_kind.at("typed-over х").errors, 3U);
  EXPECT_EQ(page.by_kind.at("none").words, 1U);
  ASSERT_EQ(page.missed.size(), 1U);
  EXPECT_EQ(page.missed[0], kThird);
  ASSERT_EQ(page.false_alarms.size(), 1U);
  EXPECT_EQ(page.false_alarms[0], kSecond);
}

TEST(StrikeFiguresTest, AThirdOfAWordIsNotEnough) {
  const PageText truth = page_of({word("один", kFirst, StrikeKind::slant)});
  const PageText found =
      page_of({word("о", {0, 0, 33, 20}, StrikeKind::slant), word("дин", {34, 0, 100, 20})});
  EXPECT_EQ(compare_strikes(truth, found, "х").by_kind.at("slant").found, 0U);
}

TEST(StrikeFiguresTest, FiguresAreOverAllPages) {
  PageStrikes good, bad;
  good.by_kind["line"] = {3, 3, 12, 1};
  good.claimed = good.right = 3;
  bad.by_kind["cross"] = {1, 0, 4, 3};
  bad.claimed = 1;
  const StrikeFigures figures = figures_of({good, bad});
  EXPECT_DOUBLE_EQ(figures.precision, 0.75);
  EXPECT_DOUBLE_EQ(figures.recall, 0.75);
  EXPECT_DOUBLE_EQ(figures.f1, 0.75);
  EXPECT_DOUBLE_EQ(error_rate(figures.by_kind.at("line")), 1 / 12.0);
  EXPECT_DOUBLE_EQ(error_rate(figures.all), 0.25);
  EXPECT_DOUBLE_EQ(recall(figures.by_kind.at("cross")), 0);
}

TEST(StrikeFiguresTest, NothingToFindIsAllFound) {
  const StrikeFigures figures = figures_of({PageStrikes{}});
  EXPECT_EQ(figures.precision, 1);
  EXPECT_EQ(figures.recall, 1);
  EXPECT_EQ(error_rate(figures.all), 0);
}

TEST(StrikeFiguresTest, AnIntervalHoldsTheFigureAndWidensWithDisagreement) {
  PageStrikes all, none;
  all.by_kind["line"] = {4, 4, 16, 0};
  none.by_kind["line"] = {4, 0, 16, 16};
  const auto figure = [](const StrikeFigures& f) { return f.recall; };
  const Interval same = interval_of(std::vector<PageStrikes>(20, all), figure);
  EXPECT_EQ(same.low, 1);
  EXPECT_EQ(same.high, 1);
  std::vector<PageStrikes> mixed(10, all);
  mixed.insert(mixed.end(), 10, none);
  const Interval wide = interval_of(mixed, figure);
  EXPECT_LT(wide.low, 0.4);
  EXPECT_GT(wide.high, 0.6);
}

}  // namespace
}  // namespace folio
