#include "transcription/record_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/files.h"
#include "marked_facts.h"
#include "transcription/call_number.h"
#include "transcription/read_transcription.h"
#include "transcription/record_headings.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::filesystem::path kRecord =
    std::filesystem::path(FOLIO_SOURCE_DIR) / "ground_truth/mikoyan-telegram.txt";

const std::string kFront = R"(

May 2, 1950

A telegram about a journey

Citation:

"A telegram about a journey", May 2, 1950, An Archive on the Web, GARF, Fond 5446, Opis 98c, Delo 718, Listy 12-16.
<https://example.org/document/1>

Summary:

Two travelers report. The first paragraph of a summary.

And a second one, which says more.

Original Language:

Russian

Contents:

Original Scan
Translation - English

)";

const int kFrontLines = static_cast<int>(std::count(kFront.begin(), kFront.end(), '\n'));

const std::string kTranslation = R"(
Top Secret

After the arrival we talked with the hosts for four hours [handwritten: not less], and we did not [[quite]] agree.

[in the upper right hand
corner of the next page:
insertion N1 to page 1]

We decided to ask for a meeting first.

We said so [inserted by hand: insertion 1]. [handwritten below the above sentence: insert!]

[handwritten: signed] A. Person

21 May□□□
)";

std::vector<std::string> texts(const Transcription& t) {
  std::vector<std::string> out;
  for (const Token& token : t.tokens) out.push_back(token.text);
  return out;
}

const Token& token_of(const Transcription& t, std::string_view text) {
  for (const Token& token : t.tokens)
    if (token.text == text) return token;
  ADD_FAILURE() << "no token " << text;
  static const Token kNone;
  return kNone;
}

std::vector<std::string> sections(const Transcription& t) {
  std::vector<std::string> out;
  for (const FurnitureSection& s : t.furniture) out.push_back(std::string(name_of(s.kind)) + ": " + s.text);
  return out;
}

TEST(RecordParts, ARecordFromTheWebGivesItsRussianTextAlone) {
  const std::string russian = read_file(kRecord);
  const Transcription plain = parse_transcription(russian);
  ASSERT_GT(plain.tokens.size(), 700U);
  EXPECT_THAT(plain.furniture, IsEmpty());
  EXPECT_THAT(plain.translations, IsEmpty());
  for (const std::string& translation : {kTranslation, std::string()}) {
    const Transcription record = parse_transcription(kFront + russian + translation, "record.txt");
    EXPECT_EQ(marked_facts(record), marked_facts(plain));
    EXPECT_EQ(record.slips.size(), plain.slips.size());
    EXPECT_THAT(record.diagnostics, IsEmpty());
    EXPECT_EQ(record.tokens.front().line, kFrontLines + 1);
    EXPECT_THAT(record.translations, SizeIs(translation.empty() ? 0 : 1));
  }
}

TEST(RecordParts, TheFurnitureIsKept) {
  const Transcription t = parse_transcription(kFront + "Сов. секретно\n");
  EXPECT_THAT(sections(t),
              ElementsAre("date: May 2, 1950", "title: A telegram about a journey",
                          HasSubstr("citation: \"A telegram about"), "link: https://example.org/document/1",
                          "summary: Two travelers report. The first paragraph of a summary. And a second "
                          "one, which says more.",
                          "language: Russian", "contents: Original Scan Translation - English"));
  EXPECT_EQ(t.furniture[0].first_line, 3);
  EXPECT_EQ(parse_call_number(find_furniture(t, Furniture::citation)->text).value_or(CallNumber{}).delo,
            "718");
  EXPECT_THAT(texts(t), ElementsAre("Сов.", "секретно"));
}

TEST(RecordParts, TheTranslationIsATranscriptionOfItsOwn) {
  const Transcription record = parse_transcription(kFront + read_file(kRecord) + kTranslation, "record.txt");
  ASSERT_THAT(record.translations, SizeIs(1));
  const Transcription& t = record.translations[0];
  EXPECT_EQ(t.file, "record.txt");
  EXPECT_EQ(t.tokens.front().text, "Top");
  EXPECT_EQ(t.tokens.front().line, t.first_line);
  EXPECT_EQ(token_of(t, "less").layer, Layer::hand);
  EXPECT_TRUE(token_of(t, "quite").uncertain);
  EXPECT_EQ(token_of(t, "insert!").layer, Layer::hand);
  EXPECT_TRUE(t.tokens.back().uncertain);
  ASSERT_THAT(t.notes, SizeIs(2));
  EXPECT_EQ(t.notes[0].text, "in the upper right hand corner of the next page");
  EXPECT_EQ(t.tokens[static_cast<size_t>(t.notes[0].token_idx)].text, "insertion");
  EXPECT_EQ(t.notes[1].text, "handwritten below the above sentence");
  ASSERT_THAT(t.slips, SizeIs(1));
  EXPECT_EQ(t.slips[0].page_number, 1);
  EXPECT_EQ(t.tokens[static_cast<size_t>(t.slips[0].text_end) - 1].text, "first.");
  EXPECT_EQ(t.tokens[static_cast<size_t>(t.slips[0].anchor_begin)].text, "insertion");
  EXPECT_GT(t.slips[0].anchor_begin, t.slips[0].text_end);
}

TEST(RecordParts, FaultsInBothPartsHaveTheirPlaceInTheFile) {
  const Transcription t =
      parse_transcription(kFront + "Мы ~~не\n\n" + read_file(kRecord) + kTranslation + "\nso ~~it\n");
  ASSERT_THAT(t.diagnostics, SizeIs(2));
  EXPECT_EQ(t.diagnostics[0].line, kFrontLines + 1);
  EXPECT_EQ(t.diagnostics[0].column, 4);
  EXPECT_GT(t.diagnostics[1].line, t.translations.at(0).first_line);
}

TEST(RecordParts, EverythingCanBeTakenAsText) {
  const std::string text = kFront + read_file(kRecord) + kTranslation;
  const Transcription t = parse_transcription(text, {}, {.all_text = true});
  EXPECT_THAT(t.furniture, IsEmpty());
  EXPECT_THAT(t.translations, IsEmpty());
  EXPECT_EQ(t.tokens.front().text, "May");
  EXPECT_TRUE(t.tokens.back().text.ends_with("□"));
}

std::string times(int count, const std::string& text) {
  std::string out;
  for (int k = 0; k < count; ++k) out += text;
  return out;
}

const std::string kRussianParagraph =
    "Мы приехали утром девятнадцатого числа и сразу встретились с нашими товарищами, которые ждали нас с "
    "вечера.\n\n";
const std::string kEnglishParagraph =
    "We arrived on the morning of the nineteenth and met our comrades, who had waited for us since the "
    "evening.\n\n";

TEST(RecordParts, TranscriptionsWithoutFurnitureStayWhole) {
  for (const std::string& text :
       {times(9, kRussianParagraph), times(9, kEnglishParagraph),
        std::string("Le télégramme est arrivé.\n\nRésumé : rien.\n\nDate : hier\n"),
        // What an author wrote is no record's heading, or only one is there.
        "Содержание: о поездке\n\nДата: 5 мая 1950\n\n" + times(5, kRussianParagraph),
        "Summary: nothing\n\n" + times(5, kEnglishParagraph),
        // Names, formulas, tables and a quotation in Latin letters.
        times(3, kRussianParagraph) + "Peng Dehuai\n\nE = mc2\n\nI II III IV\n\n" +
            times(3, kRussianParagraph),
        times(9, kRussianParagraph) + kEnglishParagraph, "MEMORANDUM\n\n" + times(3, kRussianParagraph),
        times(9, kRussianParagraph) + "Kim Il Sung\n\nPeng Dehuai\n\nNam Il\n"}) {
    const Transcription t = parse_transcription(text);
    EXPECT_THAT(t.furniture, IsEmpty()) << text;
    EXPECT_THAT(t.translations, IsEmpty()) << text;
    EXPECT_EQ(marked_facts(t), marked_facts(parse_transcription(text, {}, {.all_text = true}))) << text;
  }
}

TEST(RecordParts, ATranslationNeedsNoFurniture) {
  const std::string russian = times(9, kRussianParagraph), english = times(9, kEnglishParagraph);
  const Transcription t = parse_transcription(russian + english);
  ASSERT_THAT(t.translations, SizeIs(1));
  EXPECT_EQ(t.tokens.front().text, "Мы");
  EXPECT_EQ(t.tokens.size(), parse_transcription(russian).tokens.size());
  EXPECT_EQ(parse_transcription(english + russian).tokens.front().text, "We");
  // The record says which of them is the original, a heading that the other is a translation.
  const std::string front =
      "Citation:\n\nGARF, Fond 1, Opis 2\n\nOriginal Language:\n\nRussian\n\nContents:\n\nTranslation - "
      "English\n\n";
  EXPECT_EQ(parse_transcription(front + english + russian).tokens.front().text, "Мы");
  const Transcription short_one =
      parse_transcription(russian + "Translation - English\n\n" + kEnglishParagraph);
  ASSERT_THAT(short_one.translations, SizeIs(1));
  EXPECT_EQ(short_one.translations[0].tokens.front().text, "We");
  EXPECT_THAT(sections(short_one), ElementsAre("contents: Translation - English"));
}

TEST(RecordParts, FurnitureMayFollowTheText) {
  const Transcription t =
      parse_transcription(times(2, kRussianParagraph) +
                          "Citation:\n\nГАРФ. Ф. 1. Оп. 2. Д. 3.\n\nRights:\n\nAll rights reserved\n");
  EXPECT_EQ(t.tokens.size(), 2 * 16U);
  EXPECT_THAT(sections(t), ElementsAre("citation: ГАРФ. Ф. 1. Оп. 2. Д. 3.", "other: All rights reserved"));
}

TEST(RecordParts, AShortTextStandsBetweenFurnitureAboveAndBelow) {
  const Transcription t = parse_transcription(
      "Citation:\n\nГАРФ. Ф. 1. Оп. 2.\n\nContents:\n\nOriginal Scan\n\nСов. секретно\n\nВне "
      "очереди\n\nТекст\n\nКонец\n\nRights:\n\nNone\n");
  EXPECT_THAT(texts(t), ElementsAre("Сов.", "секретно", "Вне", "очереди", "Текст", "Конец"));
  EXPECT_THAT(sections(t),
              ElementsAre("citation: ГАРФ. Ф. 1. Оп. 2.", "contents: Original Scan", "other: None"));
}

TEST(RecordParts, HeadingsMayHaveTheirTextOnTheLine) {
  const Transcription t = parse_transcription(
      "Телеграмма\r\nДата: 2 мая 1950\r\nАрхивный шифр: ГАРФ. Ф. 1. Оп. 2.\r\nЯзык оригинала: "
      "русский\r\n\r\nСов. "
      "секретно\r\n");
  EXPECT_THAT(sections(t), ElementsAre("title: Телеграмма", "date: 2 мая 1950",
                                       "citation: ГАРФ. Ф. 1. Оп. 2.", "language: русский"));
  EXPECT_THAT(texts(t), ElementsAre("Сов.", "секретно"));
}

TEST(RecordHeadings, Dates) {
  for (const char* line :
       {"September 21, 1956", "21 сентября 1956 года", "21.09.1956", "1956", "le 2 mai 1950", "2 mai 1950"})
    EXPECT_EQ(is_date(line), std::string_view(line) != "le 2 mai 1950") << line;
  for (const char* line : {"", "21 сентября", "13 44", "в 1956 году", "№ 1956", "1 2 3 4 5 1956"})
    EXPECT_FALSE(is_date(line)) << line;
}

}  // namespace
}  // namespace folio
