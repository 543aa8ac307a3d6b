#include "metrics/report/report_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/report/report_data.h"
#include "support/sample_report.h"

namespace folio {
namespace {

using testing::HasSubstr;
using testing::Not;

size_t times(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// Content of the element that begins with `begin`, up to `end`.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const size_t from = text.find(begin);
  if (from == std::string::npos) return {};
  return text.substr(from + begin.size(), text.find(end, from) - from - begin.size());
}

TEST(ReportPage, GivesTheSameBytesForTheSameContents) {
  EXPECT_EQ(report_page(sample_report(5)), report_page(sample_report(5)));
  EXPECT_NE(report_page(sample_report(5)), report_page(sample_report(6)));
}

TEST(ReportPage, TakesNoTextForMarkup) {
  ReportContents contents = sample_report(3);
  const std::string hostile = kHostileText;
  contents.title = contents.normalizations = contents.interval_of = hostile;
  contents.notes = {hostile};
  for (ReportSystem& system : contents.systems) {
    system.name = hostile;
    system.confusions = {{hostile, hostile, 3}};
    for (ReportFigure& figure : system.figures) figure.unit = figure.note = hostile;
    for (ReportDifference& difference : system.differences) difference.verdict = hostile;
  }
  contents.systems[0].figures.push_back({hostile, 0.5, 0.4, 0.6, 3, hostile, hostile});
  for (ReportPage& page : contents.pages) {
    page.name = hostile;
    for (ReportWord& word : page.readings[0].words) word.text = word.read = word.reason = hostile;
    page.readings[0].lines = {{{TextPiece::Kind::substitution, hostile, hostile}}};
  }
  const std::string page = report_page(contents);
  // The page's own elements: a start, a script, and JSON for each page.
  EXPECT_EQ(times(page, "<script"), 2 + contents.pages.size());
  EXPECT_EQ(times(page, "</script"), 2 + contents.pages.size());
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("<!--")));
  EXPECT_THAT(page, Not(HasSubstr("onerror=\"")));
}

TEST(ReportPage, NamesNothingOutsideItself) {
  const std::string page = report_page(sample_report(4));
  EXPECT_THAT(page, Not(HasSubstr("src=\"")));
  EXPECT_THAT(page, Not(HasSubstr("@import")));
  EXPECT_THAT(page, Not(HasSubstr("url(")));
  EXPECT_EQ(times(page, "http://") + times(page, "https://"),
            1U);                                   // the name of SVG's namespace, in the script
  EXPECT_THAT(page, Not(HasSubstr(" style=\"")));  // the policy would forbid it
  EXPECT_THAT(page, HasSubstr("default-src 'none'; script-src 'sha256-"));
}

TEST(ReportPage, ShowsFiguresWithIntervalsAndDifferences) {
  const std::string page = report_page(sample_report(2));
  const std::string row = between(page, "<code>cer</code>", "</tr>");
  EXPECT_THAT(row, HasSubstr(">2.10 %<"));
  EXPECT_THAT(row, HasSubstr("1.68 – 2.73"));
  EXPECT_THAT(row, HasSubstr(">6.40 %<"));
  EXPECT_THAT(row, HasSubstr("+4.30 (+3.10 … +5.50) <b>worse</b>"));
  EXPECT_THAT(page, HasSubstr("too few pages to tell"));
  EXPECT_THAT(page, Not(HasSubstr("<code>hand.iou</code>")));  // not measured
}

TEST(ReportPage, HasAPlaceForEachPage) {
  const std::string page = report_page(sample_report(7));
  EXPECT_EQ(times(page, "<article "), 7U);
  EXPECT_EQ(times(page, "<tr data-page="), 7U);
  EXPECT_THAT(page, HasSubstr("<a href=\"#page-7\"><bdi>leaf-007</bdi></a>"));
}

TEST(ReportPage, SaysWhenNothingWasCompared) {
  const std::string page = report_page({});
  EXPECT_THAT(page, HasSubstr("Nothing was compared."));
  EXPECT_THAT(page, Not(HasSubstr("<article")));
}

TEST(ReportPage, ReplacesMalformedText) {
  ReportContents contents = sample_report(1);
  contents.pages[0].readings[0].words[0].text = "\xff\xfe";
  EXPECT_THAT(report_page(contents), HasSubstr("\uFFFD"));
}

TEST(ReportPage, GrowsWithItsPagesOnly) {
  const size_t ten = report_page(sample_report(10)).size(), twenty = report_page(sample_report(20)).size();
  EXPECT_LT(twenty - ten, 10 * 60'000U);
}

TEST(WordGroup, IsTheStatusBeforeTheLayer) {
  ReportWord word;
  EXPECT_EQ(word_group(word), "typed");
  word.layer = Layer::hand;
  EXPECT_EQ(word_group(word), "hand");
  word.status = WordStatus::inserted;
  EXPECT_EQ(word_group(word), "inserted");
  word.status = WordStatus::struck;
  EXPECT_EQ(word_group(word), "struck");
}

TEST(PageData, HoldsWordsAndPieces) {
  ReportPage page{.name = "a", .jpeg = "\xff\xd8", .readings = {}};
  ReportWord word;
  word.box = {1, 2, 3, 4};
  word.outcome = WordOutcome::misread;
  word.text = "да";
  word.read = "до";
  word.reason = "read otherwise";
  page.readings = {{.size = {100, 200},
                    .figures = {},
                    .words = {word, ReportWord{}},
                    .lines = {{{TextPiece::Kind::same, "д", "д"},
                               {TextPiece::Kind::same, "ё", "е"},
                               {TextPiece::Kind::deletion, "а", ""}}}}};
  EXPECT_EQ(
      page_data(page, ReportLabels()),
      R"({"image":"data:image/jpeg;base64,/9g=","readings":[{"size":[100,200],"figures":[],"has_words":true,)"
      R"("words":[[1,2,3,4,"typed","misread","да","до","read otherwise"]],)"
      R"("lines":[["д",["ё","е",true],["а",""]]]}]})");
}

}  // namespace
}  // namespace folio
