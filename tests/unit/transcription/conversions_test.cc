// Every form of a transcription reads back to the same words with the same marks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <utility>

#include "core/files.h"
#include "marked_facts.h"
#include "transcription/notation_writer.h"
#include "transcription/read_transcription.h"
#include "transcription/record_writer.h"
#include "transcription/tei_writer.h"

namespace folio {
namespace {

Transcription read(const std::string& text) { return read_transcription_bytes(text, "a.txt"); }

constexpr std::array<const char*, 26> kNested{
    "не ~~ослабить~~ ^{ослабить его} ~~силы~~, а",
    "~~до ^{сего} дня~~ так *в дело* ⟦pencil:да⟧",
    "^{а ~~б~~ в} ^{г} ~~д~~ ~~е~~ ~~^{ж}~~",
    "~~а~~^{б}~~в~~~~г~~ ^{~~д~~ е} ~~ж^{з~~и~~к}л~~",
    "⟦del:а ⟦ins:⟦h:б ⟦?:в⟧ г⟧⟧ д⟧ [[е ~~ж~~ ^{з}]]",
    "13 44\n\n*один*\n\n2.",
    "[handwritten: в\n\nг [[д]]\n\nе] ж [[□□]] □□",
    "~~а ^{б~~ в} г ⟦h:незакрыто",
    R"(2 * 3 \*а\* \~~б 10^-5 \[[в \⟦h:г\⟧ \\* x\} \[in the text: a] <b> & "c")",
    "а⟦h:б⟧в⟦s:г⟧⟦p:д⟧ ⟦h-rot270:е⟧⟦h-signature:А. М.⟧ ⟦pencil:⟦h-rot90:ж⟧⟧",
    "⟦ins:напечатано⟧ ⟦del-x:хх⟧ ⟦h-signature⟧⟦h-signature⟧ ⟦ins:⟦h-signature:к ~~л~~⟧⟧",
    "⟦pb:13об⟧\nа ⟦pb⟧ б в⟦pb:2⟧г\n⟦pb⟧\nд\n\n⟦pb⟧\n\nе ⟦pb⟧",
    "⟦note:в начале⟧ а ⟦note:о слове⟧\nб в⟦note:в слове⟧г ~~д ⟦note:в зачеркнутом⟧ е~~\n\n⟦note:о "
    "строке⟧\n\nж ⟦note:к⟧",
    "а ⟦note:⟦x⟧ \\\\ конец⟧\n\nб",
    "*а*\n\n*б ~~в~~ г*\n\n*д*е\n\n*[[ж]]*\n\n⟦h:*⟧\n\n⟦h:з * и⟧ \n\n⟦h:)⟧",
    "⟦h:а ⟦h:б⟧ в⟧\n\nг ⟦h:д⟧",
    "⟦s:ПОЛУЧЕНО ⟦h:5 мая⟧ вх. ⟦del:3⟧⟧",
    "21 сентября□□□г. со□т ~~□□□~~ ^{□}",
    "[[а] б]] [[в\\]]] [г]",
    "а\nб ~~в\nг~~ д\n\nе\fж",
    "Вставка №1 к стр. 1\n\nтекст\n\n3.\n\nдо Вставка 1 после",
    "[in the middle of the page: insertion N2 to page 3]\n\ntext\n\n[signed] A. [inserted by hand: b [[c]]]",
    "⟦zz:а⟧ ⟦h:⟧ ^{} ~~~~ б⟧ }",
    "~~а^{б}~~^{в}~~г~~",
    "^{а}~~б~~ ^{в} г ~~д~~\n^{е}",
    "⟦?:⟦pencil:а⟧ ⟦ins:б⟧⟧ ⟦del-x:в ⟦del:г⟧ д⟧"};

void expect_round_trips(const Transcription& first, const std::string& text) {
  const std::string facts = marked_facts(first);
  const std::string ours = to_our_notation(first);
  EXPECT_EQ(marked_facts(read(ours)), facts) << text << "\n" << ours;
  EXPECT_EQ(to_our_notation(read(ours)), ours) << text;
  EXPECT_THAT(read(ours).diagnostics, testing::IsEmpty()) << ours;
  const std::string archive = to_archive_notation(first);
  EXPECT_EQ(marked_facts(read(archive)), facts) << text << "\n" << archive;
  EXPECT_THAT(read(archive).diagnostics, testing::IsEmpty()) << archive;
  const std::string tei = to_tei(read(ours));
  const Transcription from_tei = read(tei);
  EXPECT_EQ(marked_facts(from_tei), facts) << text << "\n" << tei;
  EXPECT_THAT(from_tei.diagnostics, testing::IsEmpty()) << tei;
  EXPECT_EQ(to_our_notation(from_tei), to_our_notation(read(to_our_notation(from_tei)))) << tei;
  for (const Reading reading : {Reading::typed, Reading::amended})
    EXPECT_EQ(reading_of(from_tei, reading), reading_of(first, reading)) << text << "\n" << tei;
}

TEST(Conversions, NestedMarksReadBackFromEveryForm) {
  for (const char* text : kNested) expect_round_trips(read(text), text);
}

TEST(Conversions, TheRecordReadsBackFromEveryForm) {
  const std::string text =
      read_file(std::filesystem::path(FOLIO_SOURCE_DIR) / "ground_truth/mikoyan-telegram.txt");
  const Transcription record = read(text);
  expect_round_trips(record, "the record");
  // It is written in the archive's notation alone, and so comes out as it went in, but that remarks within
  // typed text are insertions.
  std::string expected;
  bool opens = true;
  for (const char c : text) {
    if (c == '*')
      expected += std::exchange(opens, !opens) ? "^{" : "}";
    else
      expected += c;
  }
  EXPECT_EQ(to_archive_notation(record), expected);
}

TEST(Conversions, MarksNestAsTheyWereWritten) {
  EXPECT_EQ(to_our_notation(read("~~до ^{сего} дня~~ ^{а ~~б~~ в}")),
            "⟦del:до ⟦ins:⟦h:сего⟧⟧ дня⟧ ⟦ins:⟦h:а ⟦del:б⟧ в⟧⟧\n");
  EXPECT_EQ(to_archive_notation(read("⟦del:до ⟦ins:⟦h:сего⟧⟧ дня⟧ ⟦del:а⟧ ⟦del:б⟧\n\n⟦h:в дело⟧")),
            "~~до ^{сего} дня~~ ~~а~~ ~~б~~\n\n*в дело*\n");
}

TEST(Conversions, AWholeRecordKeepsItsFurnitureAndTranslation) {
  const std::string text =
      "Title: A telegram\n\nCitation: GARF, Fond 1, Opis 2, Delo 3, Listy 4-5\n\nURL: "
      "https://example.org/1\n\nOriginal "
      "Language: Russian\n\nМы ~~не~~ приехали утром девятнадцатого числа, и сразу нас приняли "
      "хозяева\n\nTranslation\n\n"
      "We did [handwritten: not] arrive on the morning of the nineteenth, and at once our hosts received us "
      "[[kindly]] at home\n";
  const Transcription first = read(text);
  ASSERT_EQ(first.furniture.size(), 4U);
  ASSERT_EQ(first.translations.size(), 1U);
  for (const std::string& form :
       {to_record(first, Notation::ours), to_record(first, Notation::archive), to_tei(first)}) {
    const Transcription second = read(form);
    EXPECT_EQ(marked_facts(second), marked_facts(first)) << form;
    ASSERT_EQ(second.translations.size(), 1U) << form;
    EXPECT_EQ(marked_facts(second.translations[0]), marked_facts(first.translations[0])) << form;
    for (const FurnitureSection& section : first.furniture) {
      const FurnitureSection* found = find_furniture(second, section.kind);
      ASSERT_NE(found, nullptr) << form;
      EXPECT_EQ(found->text, section.text);
    }
    EXPECT_EQ(second.furniture.size(), 4U);
    EXPECT_EQ(to_record(second, Notation::ours).size(), to_record(first, Notation::ours).size());
  }
}

}  // namespace
}  // namespace folio
