#include "batch/leaf_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <numeric>

namespace folio {
namespace {

using Kind = LeafFinding::Kind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Pages given by the numbers on them: "12", "13об", "?" for one that was not read, "~45" for a struck one.
LeafSources folio(const std::vector<std::vector<std::string>>& pages) {
  LeafSources sources;
  for (size_t p = 0; p < pages.size(); ++p) {
    sources.pages.push_back("p" + std::to_string(p + 1));
    for (std::string text : pages[p]) {
      SeenLeaf seen;
      seen.page_idx = p;
      seen.confidence = 0.9;
      seen.struck = text.starts_with("~");
      if (seen.struck) text.erase(0, 1);
      seen.name = parse_leaf_name(text);
      sources.seen.push_back(seen);
    }
  }
  return sources;
}

/// One number a page.
LeafSources row(const std::vector<std::string>& numbers) {
  std::vector<std::vector<std::string>> pages;
  for (const std::string& number : numbers)
    pages.push_back(number.empty() ? std::vector<std::string>{} : std::vector<std::string>{number});
  return folio(pages);
}

std::vector<std::string> texts(const LeafReport& report, Kind kind) {
  std::vector<std::string> out;
  for (const LeafFinding& finding : report.findings)
    if (finding.kind == kind) out.push_back(finding.text);
  return out;
}

TEST(LeafReport, NumbersInTheirOrderNeedNoWord) {
  const LeafReport report = report_leaves(row({"12", "13", "14", "15", "16"}));
  ASSERT_THAT(report.numberings, SizeIs(1));
  EXPECT_EQ(report.numberings[0].step, 1);
  EXPECT_EQ(report.numberings[0].count, 5U);
  EXPECT_THAT(report.findings, IsEmpty());
}

TEST(LeafReport, NothingFoundSaysNothing) {
  EXPECT_THAT(report_leaves({}).findings, IsEmpty());
  const LeafReport report = report_leaves(row({"", "", ""}));
  EXPECT_THAT(report.numberings, IsEmpty());
  EXPECT_THAT(report.findings, IsEmpty());
}

TEST(LeafReport, AGap) {
  const LeafReport report = report_leaves(row({"12", "13", "16", "17", "18"}));
  ASSERT_THAT(report.findings, SizeIs(1));
  EXPECT_EQ(report.findings[0].kind, Kind::gap);
  EXPECT_EQ(report.findings[0].page_idx, 2);
  EXPECT_EQ(report.findings[0].text, "no page has 14–15, between p2 (13) and p3 (16)");
}

TEST(LeafReport, ANumberTwice) {
  const LeafReport report = report_leaves(row({"12", "13", "13", "14", "15"}));
  EXPECT_THAT(texts(report, Kind::twice),
              ElementsAre("leaf 13 stands on 2 pages: p2, p3 (is the second its back?)"));
  EXPECT_THAT(report.findings, SizeIs(1));
}

TEST(LeafReport, RenumberedBackwards) {
  const LeafReport report =
      report_leaves(folio({{"12", "~45"}, {"13", "~44"}, {"14", "~43"}, {"15", "~42"}, {"16", "~41"}}));
  ASSERT_THAT(report.numberings, SizeIs(2));
  EXPECT_EQ(report.numberings[0].step, 1);
  EXPECT_EQ(report.numberings[1].step, -1);
  EXPECT_THAT(texts(report, Kind::renumbered),
              ElementsAre("5 pages are numbered in numberings 1 and 2: 12 and 45, 13 and 44, 14 and 43, 15 "
                          "and 42, …; numbering 2 runs backwards; the numbers of numbering 2 are struck, so "
                          "it is the older"));
  EXPECT_THAT(report.findings, SizeIs(1));
}

TEST(LeafReport, OneMisreadAndOneUnread) {
  const LeafReport misread = report_leaves(row({"12", "13", "74", "15", "16"}));
  EXPECT_THAT(texts(misread, Kind::contradicts), ElementsAre("p3 reads 74; by its place it is 14"));
  EXPECT_THAT(misread.findings, SizeIs(1));
  const LeafReport unread = report_leaves(row({"12", "?", "14", "15", ""}));
  EXPECT_THAT(texts(unread, Kind::unread), ElementsAre("p2: the number was not read; by its place it is 13"));
  const LeafReport last = report_leaves(row({"12", "13", "14", "492"}));
  EXPECT_THAT(texts(last, Kind::contradicts), ElementsAre("p4 reads 492; by its place it is 15"));
  const LeafReport none = report_leaves(row({"12", "13", "", "15", "16"}));
  EXPECT_THAT(texts(none, Kind::unread), ElementsAre("p3: no number was found; by its place it is 14"));
}

TEST(LeafReport, MisreadsOfARenumberedFolioGoToTheirNumbering) {
  const LeafReport report =
      report_leaves(folio({{"12", "45"}, {"13", "44"}, {"14", "43"}, {"15", "492"}, {"16", "4"}}));
  ASSERT_THAT(report.numberings, SizeIs(2));
  EXPECT_THAT(texts(report, Kind::contradicts),
              ElementsAre("numbering 2: p4 reads 492; by its place it is 42",
                          "numbering 2: p5 reads 4; by its place it is 41"));
}

TEST(LeafReport, Versos) {
  const LeafReport report = report_leaves(row({"12", "12об", "13", "13об", "14"}));
  EXPECT_THAT(texts(report, Kind::verso),
              ElementsAre("p2 is the back of leaf 12", "p4 is the back of leaf 13"));
  EXPECT_THAT(report.findings, SizeIs(2));
  const LeafReport alone = report_leaves(row({"12", "13об", "14"}));
  EXPECT_THAT(texts(alone, Kind::verso), ElementsAre("p2 is the back of leaf 13, whose front is on no page"));
}

TEST(LeafReport, BacksWithoutANumberAreNoFault) {
  EXPECT_THAT(report_leaves(row({"12", "", "13", "", "14", "", "15", ""})).findings, IsEmpty());
}

TEST(LeafReport, LeavesThatWereNumberedLater) {
  EXPECT_THAT(report_leaves(row({"12", "12а", "13", "14"})).findings, IsEmpty());
}

TEST(LeafReport, APageInAnotherPlace) {
  const LeafReport report = report_leaves(row({"12", "13", "17", "14", "15", "16"}));
  ASSERT_THAT(report.numberings, SizeIs(1));
  EXPECT_EQ(report.numberings[0].count, 6U);
  EXPECT_THAT(texts(report, Kind::out_of_order), ElementsAre("p3: leaf 17 lies after leaf 13"));
  EXPECT_THAT(texts(report, Kind::gap), IsEmpty()) << "it is there, elsewhere";
}

TEST(LeafReport, ShuffledPages) {
  const LeafReport report = report_leaves(row({"15", "12", "18", "13", "20", "17", "14", "19", "11", "16"}));
  ASSERT_THAT(report.numberings, SizeIs(1));
  EXPECT_EQ(report.numberings[0].count, 10U);
  EXPECT_THAT(texts(report, Kind::out_of_order), ::testing::Not(IsEmpty()));
  EXPECT_THAT(texts(report, Kind::gap), IsEmpty());
  EXPECT_THAT(texts(report, Kind::contradicts), IsEmpty());
}

TEST(LeafReport, TheTranscriptionsLines) {
  LeafSources sources = folio({{"13", "44"}, {"14", "43"}, {"15", "492"}, {"16"}});
  sources.written = {{{13, {}, false}, {44, {}, false}},
                     {{14, {}, false}, {43, {}, false}},
                     {{15, {}, false}, {42, {}, false}},
                     {{16, {}, false}, {4, {}, false}},
                     {{97, {}, false}}};
  const LeafReport report = report_leaves(sources);
  const auto contradictions = texts(report, Kind::contradicts);
  EXPECT_THAT(contradictions, ::testing::Contains("p3: the transcription has 15 42; the page reads 15 492"));
  EXPECT_THAT(contradictions, ::testing::Contains("p4: the transcription has 16 4; the page reads 16"));
  EXPECT_THAT(contradictions,
              ::testing::Contains("in the transcription's numbers 16 4 one expects 41 for 4"));
  EXPECT_THAT(texts(report, Kind::missing),
              ElementsAre("no page has the leaf numbers 97 of the transcription"));
  EXPECT_THAT(texts(report, Kind::renumbered),
              ::testing::Contains("in the transcription the numbers 44 to 4 run backwards"));
}

TEST(LeafReport, TheCitedLeaves) {
  LeafSources sources = row({"12", "13", "14", "15"});
  sources.cited = parse_leaves("13-16");
  const LeafReport report = report_leaves(sources);
  EXPECT_THAT(texts(report, Kind::contradicts), ElementsAre("p1: leaf 12 is none of the cited leaves 13–16"));
  EXPECT_THAT(texts(report, Kind::missing), ElementsAre("no page has the cited leaves 16"));
  sources.cited = parse_leaves("90-91");
  EXPECT_THAT(texts(report_leaves(sources), Kind::missing),
              ElementsAre("no page has a number of the cited leaves 90–91"));
}

TEST(LeafReport, AThousandLeavesRenumberedTakeNoTime) {
  std::vector<std::vector<std::string>> pages;
  for (int i = 0; i < 1000; ++i) {
    pages.push_back({std::to_string(i + 1), std::to_string(5000 - i)});
    if (i % 10 == 3) pages.back()[0] = "?";
    if (i % 17 == 5) pages.back()[1] = std::to_string((i * 7919) % 9000 + 1);
  }
  const auto start = std::chrono::steady_clock::now();
  const LeafReport report = report_leaves(folio(pages));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
  ASSERT_GE(report.numberings.size(), 2U);
  EXPECT_EQ(report.numberings[0].step, -1);
  EXPECT_GE(report.numberings[0].count, 935U);
  EXPECT_EQ(report.numberings[1].step, 1);
  EXPECT_EQ(report.numberings[1].count, 900U);
  size_t by_place = 0;
  for (const std::string& text : texts(report, Kind::unread))
    by_place += text.find("by its place") != std::string::npos ? 1 : 0;
  EXPECT_GE(by_place, 99U);
}

}  // namespace
}  // namespace folio
