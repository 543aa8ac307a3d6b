#include "batch/folio_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "batch/leaves.h"
#include "batch/output_folder.h"
#include "core/error.h"
#include "core/files.h"
#include "transcription/notation_parser.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// A page with these words in a line of the role each.
PageText page(const std::string& stem, const std::vector<std::string>& numbers,
              Role role = Role::leaf_number) {
  PageText text;
  text.origin.stem = stem;
  text.origin.file = stem + ".tif";
  text.size = {1000, 1000};
  for (const std::string& number : numbers) {
    TextLine line;
    line.id = "line_" + number;
    line.layer = Layer::hand;
    line.role = role;
    line.box = {900, 10, 960, 40};
    Word word;
    word.id = "w_" + number;
    word.text = word.ocr = number;
    word.confidence = 0.9;
    word.box = line.box;
    line.words = {word};
    text.lines.push_back(line);
  }
  return text;
}

TEST(FolioRecord, NumbersComeWithTheirPlaces) {
  std::vector<PageText> pages{page("a", {"12"}), page("b", {"13/44."}), page("c", {"14"})};
  pages[1].lines[0].words[0].status = WordStatus::struck;
  TextLine unread = pages[2].lines[0];
  unread.words[0].text.clear();
  unread.words[0].ocr = "4З";
  pages[2].lines.push_back(unread);
  unread.words.clear();
  pages[2].lines.push_back(unread);
  const FolioRecord record = record_of(pages, {});
  ASSERT_THAT(record.sources.seen, SizeIs(6));
  EXPECT_EQ(record.sources.seen[2].name, parse_leaf_name("44"));
  EXPECT_TRUE(record.sources.seen[2].struck);
  EXPECT_FALSE(record.sources.seen[4].name);
  const std::string tsv = folio_tsv(record);
  EXPECT_THAT(tsv, HasSubstr("what\tpage\tnumbering\ttext\tconfidence\tbox\tremark\n"));
  EXPECT_THAT(tsv, HasSubstr("leaf-number\tb\t1\t13\t0.90\t900 10 960 40\tstruck\n"));
  EXPECT_THAT(tsv, HasSubstr("leaf-number\tc\t\t4З\t0.90\t900 10 960 40\tnot read\n"));
  EXPECT_THAT(folio_words(record), HasSubstr("numbering 1: 12 to 14, forwards, on 3 of 3 pages\n"));
}

TEST(FolioRecord, TheTypistsNumbersStandApart) {
  const FolioRecord record = record_of({page("a", {"2."}, Role::page_number)}, {});
  EXPECT_THAT(record.sources.seen, SizeIs(0));
  EXPECT_THAT(folio_tsv(record), HasSubstr("page-number\ta\t\t2.\t0.90\t"));
}

TEST(FolioRecord, TheCallNumberOfFilesAndFolders) {
  std::vector<PageText> pages{page("x", {"13"}), page("y", {"13"})};
  pages[0].origin.file = "/scans/GARF_f5446_op98s_d718/GARF_f5446_op98s_d718_l012ob.tif";
  pages[1].origin.file = "/scans/ГАРФ_Ф5446_Оп98с_Д718/page.tif";
  const FolioRecord record = record_of(pages, {});
  ASSERT_TRUE(record.call_number);
  EXPECT_EQ(to_string(*record.call_number), "GARF. Ф. 5446. Оп. 98s. Д. 718");
  EXPECT_EQ(record.source, "file names");
  std::vector<std::string> texts;
  for (const LeafFinding& finding : record.report.findings) texts.push_back(finding.text);
  EXPECT_THAT(texts, Contains("x: the file is named after leaf 12об.; the page reads 13"));
  EXPECT_EQ(call_number_of_path("/scans/telegram/page-12.tif"), std::nullopt);
  EXPECT_EQ(call_number_of_path("/scans/ГАРФ_Ф5446_Оп98с_Д718/page.tif")->fond, "5446");
}

TEST(FolioRecord, WhatIsGivenStandsOverFileNamesAndTranscription) {
  const FolioFacts given{"ГАРФ. Ф. 1. Оп. 2. Л. 12–13", "option", {}};
  const FolioFacts transcribed{"Ф. 3. Оп. 4", "transcription", {{*parse_leaf_name("12")}}};
  const FolioFacts both = combined(combined({}, given), transcribed);
  EXPECT_EQ(both.source, "option");
  EXPECT_THAT(both.number_lines, SizeIs(1));
  EXPECT_EQ(combined(combined({}, transcribed), given).source, "option");
  EXPECT_EQ(combined(transcribed, {}).source, "transcription");
  PageText named = page("x", {"14"});
  named.origin.file = "GARF_f5446_op98s_d718_l12.tif";
  EXPECT_EQ(record_of({named}, both).call_number->fond, "1");
}

TEST(FolioRecord, ATranscriptionTellsItsNumbersAndCitation) {
  const test::TemporaryFolder folder;
  const auto file = folder / "record.txt";
  write_file(file,
             "Citation:\n\n\"Telegram\", GARF, Fond 5446, Opis 98c, Delo 718, Listy 12-16.\n\n"
             "Первый абзац.\n\n13 44\n\nВторой.\n\n14/43\n\n2.\n\nТретий.\n");
  const FolioFacts facts = facts_of(read_transcription(file));
  EXPECT_EQ(facts.source, "transcription");
  EXPECT_EQ(facts.call_number, "GARF. Ф. 5446. Оп. 98c. Д. 718. Л. 12–16");
  ASSERT_THAT(facts.number_lines, SizeIs(2));
  EXPECT_THAT(facts.number_lines[0], ElementsAre(*parse_leaf_name("13"), *parse_leaf_name("44")));
  EXPECT_THAT(facts.number_lines[1], ElementsAre(*parse_leaf_name("14"), *parse_leaf_name("43")));
  EXPECT_EQ(facts_of(parse_transcription("13 44", "nowhere.txt")).source, "");
}

TEST(FolioRecord, FactsAreKeptForLaterCommands) {
  const test::TemporaryFolder folder;
  const OutputFolder out(folder.path());
  EXPECT_THROW(account_for_leaves(folder.path(), {}), Error) << "no run";
  out.save_contents({{"a", "b"}, "rus", {}});
  EXPECT_THROW(account_for_leaves(folder.path(), {}), Error) << "not read yet";
  out.store("a").save_recognized(page("a", {"12"}));
  out.store("b").save_recognized(page("b", {"13"}));
  account_for_leaves(folder.path(), {"Ф. 1. Оп. 2. Л. 12–14", "option", {{*parse_leaf_name("12об")}}});
  const FolioRecord later = account_for_leaves(folder.path(), {});
  EXPECT_EQ(to_string(*later.call_number), "Ф. 1. Оп. 2. Л. 12–14");
  EXPECT_EQ(later.sources.written, (std::vector<std::vector<LeafName>>{{*parse_leaf_name("12об")}}));
  EXPECT_THAT(read_file(folder / "folio.tsv"), HasSubstr("no page has the cited leaves 14"));
}

TEST(FolioRecord, NothingKnownIsSaid) {
  EXPECT_EQ(folio_words(record_of({}, {})),
            "call number: not known\n0 pages, 0 leaf numbers, no numbering\n");
}

}  // namespace
}  // namespace folio
