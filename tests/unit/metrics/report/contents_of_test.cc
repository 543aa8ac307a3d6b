#include "metrics/report/contents_of.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace folio {
namespace {

/// A page of one typed line: each word 100 pixels wide, 20 apart, with this confidence.
PageMaterial page_of(const std::vector<std::string>& words, int first_x = 0) {
  PageText text;
  text.size = {1000, 500};
  TextLine line;
  for (const std::string& letters : words) {
    Word word;
    word.id = "w_" + std::to_string(line.words.size());
    word.text = word.ocr = letters;
    word.confidence = 0.75;
    const int x = first_x + 120 * static_cast<int>(line.words.size());
    word.box = {x, 40, x + 100, 70};
    line.box = unite(line.box, word.box);
    line.words.push_back(word);
  }
  text.lines.push_back(line);
  PageMaterial out;
  out.stem = "leaf";
  out.text = text;
  return out;
}

PageMaterial text_of(const std::string& typed) {
  PageMaterial out;
  out.stem = "leaf";
  out.typed = typed;
  out.tells_layers = false;
  return out;
}

ReportContents contents(const PageMaterial& truth, const std::vector<PageMaterial>& readings) {
  ComparisonOptions options;
  options.with_word_errors = true;
  std::vector<SystemPages> systems;
  for (const PageMaterial& reading : readings)
    systems.push_back({"system " + std::to_string(systems.size()), {reading}});
  return contents_of(compare({truth}, std::move(systems), options), "truth", {"a note"});
}

const ReportFigure& figure(const std::vector<ReportFigure>& figures, const std::string& name) {
  return *std::ranges::find(figures, name, &ReportFigure::name);
}

TEST(ContentsOf, HoldsFiguresOfSystemsAndPages) {
  const ReportContents report =
      contents(page_of({"раз", "два"}), {page_of({"раз", "дна"}), page_of({"раз", "два"})});
  ASSERT_EQ(report.systems.size(), 2U);
  EXPECT_EQ(report.title, "truth");
  EXPECT_EQ(report.normalizations, "none");
  EXPECT_EQ(report.interval_of, "");  // one page
  EXPECT_EQ(report.notes, std::vector<std::string>{"a note"});
  EXPECT_EQ(report.systems[0].name, "system 0");
  const ReportFigure& cer = figure(report.systems[0].figures, "cer");
  EXPECT_DOUBLE_EQ(*cer.value, 1.0 / 7);
  EXPECT_EQ(cer.count, 7U);
  EXPECT_EQ(cer.unit, "characters");
  EXPECT_TRUE(cer.is_share);
  EXPECT_FALSE(figure(report.systems[0].figures, "order.tau").is_share);
  EXPECT_TRUE(report.systems[0].differences.empty());
  const auto& difference =
      *std::ranges::find(report.systems[1].differences, "cer", &ReportDifference::figure);
  EXPECT_DOUBLE_EQ(*difference.value, -1.0 / 7);
  EXPECT_EQ(difference.verdict, "too few pages to tell");
  ASSERT_EQ(report.pages.size(), 1U);
  EXPECT_EQ(report.pages[0].name, "leaf");
  ASSERT_EQ(report.pages[0].readings.size(), 2U);
  EXPECT_DOUBLE_EQ(*figure(report.pages[0].readings[1].figures, "cer").value, 0);
}

TEST(ContentsOf, HoldsConfidencesAndConfusions) {
  const ReportContents report = contents(page_of({"раз", "два"}), {page_of({"раз", "дна"})});
  ASSERT_EQ(report.systems[0].calibration.size(), 1U);
  EXPECT_DOUBLE_EQ(report.systems[0].calibration[0].confidence, 0.75);
  EXPECT_DOUBLE_EQ(report.systems[0].calibration[0].right, 0.5);
  EXPECT_EQ(report.systems[0].calibration[0].count, 2U);
  ASSERT_FALSE(report.systems[0].risk_coverage.empty());
  EXPECT_DOUBLE_EQ(report.systems[0].risk_coverage.back().coverage, 1);
  EXPECT_DOUBLE_EQ(report.systems[0].risk_coverage.back().risk, 0.5);
  ASSERT_EQ(report.systems[0].confusions.size(), 1U);
  EXPECT_EQ(report.systems[0].confusions[0].truth, "в");
  EXPECT_EQ(report.systems[0].confusions[0].read, "н");
}

TEST(ContentsOf, MarksWordsAtTheTruthsPlaces) {
  PageMaterial truth = page_of({"раз", "два", "три"});
  PageMaterial read = page_of({"раз", "дна"}, 10);
  Word extra = read.text->lines[0].words[0];
  extra.id = "w_9";
  extra.text = "ой";
  extra.box = {700, 300, 800, 330};
  read.text->lines[0].words.push_back(extra);
  const PageReading reading = contents(truth, {read}).pages[0].readings[0];
  EXPECT_EQ(reading.size, cv::Size(1000, 500));
  ASSERT_EQ(reading.words.size(), 4U);
  EXPECT_EQ(reading.words[0].outcome, WordOutcome::right);
  EXPECT_EQ(reading.words[0].box, (Box{0, 40, 100, 70}));
  EXPECT_EQ(reading.words[1].outcome, WordOutcome::misread);
  EXPECT_EQ(reading.words[1].read, "дна");
  EXPECT_EQ(reading.words[2].outcome, WordOutcome::missed);
  EXPECT_EQ(reading.words[2].reason, "no word there");
  EXPECT_EQ(reading.words[3].outcome, WordOutcome::extra);
  EXPECT_EQ(reading.words[3].read, "ой");
  EXPECT_EQ(reading.words[3].box, extra.box);
}

TEST(ContentsOf, MarksWordsOfATextAtTheReadingsPlaces) {
  const PageReading reading =
      contents(text_of("раз два три\n"), {page_of({"раз", "дна"})}).pages[0].readings[0];
  EXPECT_EQ(reading.size, cv::Size(1000, 500));
  ASSERT_EQ(reading.words.size(), 3U);
  EXPECT_EQ(reading.words[1].outcome, WordOutcome::misread);
  EXPECT_EQ(reading.words[1].box, (Box{120, 40, 220, 70}));
  EXPECT_EQ(reading.words[2].outcome, WordOutcome::missed);
  EXPECT_EQ(reading.words[2].box, (Box{220, 40, 235, 70}));  // after the word before it
  ASSERT_EQ(reading.lines.size(), 1U);
}

TEST(ContentsOf, KnowsNoPlacesInTexts) {
  const PageReading reading = contents(text_of("раз два"), {text_of("раз дна")}).pages[0].readings[0];
  EXPECT_TRUE(reading.size.empty());
  ASSERT_EQ(reading.words.size(), 2U);
  EXPECT_EQ(reading.words[1].outcome, WordOutcome::misread);
  EXPECT_TRUE(reading.words[1].box.empty());
}

}  // namespace
}  // namespace folio
