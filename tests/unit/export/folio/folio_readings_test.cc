#include "export/folio/folio_readings.h"

#include <gtest/gtest.h>

#include "unit/export/folio/described_folio.h"

namespace folio {
namespace {

std::string read(const DescribedFolio& described, Reading reading) {
  return folio_reading_of(described.folio, amended_text(described.folio, described.transcription), reading);
}

constexpr std::string_view kSlips =
    "начало беседы ^{Вставка 2} продолжение\n\n"
    "Вставка №1\nк стр. 1,\n\nпервая\n\nвторая вставка\n\nВставка №2 к стр. 2\n\nтекст листка\n\nЛН.\n\n"
    "2.\n\nконец";

/// A first page without a number, a leaf with two slips, a page with number 2.
DescribedFolio with_slips() {
  DescribedFolio out(kSlips);
  out.page().heading("начало беседы продолжение");
  out.written(Role::insertion, "Вставка 2", "беседы");
  out.page().line("Вставка №1").line("к стр. 1,").heading("первая").heading("вторая вставка");
  out.line("Вставка №2 к стр. 2").line("текст листка").written(Role::signature, "ЛН.");
  out.page().written(Role::page_number, "2.", "", Layer::typed).heading("конец");
  return out;
}

TEST(FolioReadings, SlipsStandWhereTheyAreCalledForOrAtTheEndOfTheirPage) {
  EXPECT_EQ(read(with_slips(), Reading::amended),
            "начало беседы текст листка продолжение\n\nпервая\n\nвторая вставка\n\nконец\n");
}

TEST(FolioReadings, TypedAndDiplomaticKeepPagesAndLines) {
  EXPECT_EQ(read(with_slips(), Reading::typed),
            "начало беседы продолжение\n\n"
            "Вставка №1\nк стр. 1,\n\nпервая\nвторая вставка\n\nВставка №2 к стр. 2\nтекст листка\n\n"
            "2.\n\nконец\n");
  EXPECT_EQ(read(with_slips(), Reading::diplomatic),
            "⟦pb:leaf-1⟧\nначало беседы ⟦ins:⟦h:Вставка 2⟧⟧ продолжение\n\n"
            "⟦pb:leaf-2⟧\nВставка №1\nк стр. 1,\n\nпервая\nвторая вставка\n\nВставка №2 к стр. 2\nтекст "
            "листка\n\n"
            "⟦h-signature:ЛН.⟧\n\n"
            "⟦pb:leaf-3⟧\n2.\n\nконец\n");
}

TEST(FolioReadings, ASlipOfAnUnknownPageStaysWithItsHeading) {
  DescribedFolio described("один\n\nВставка №1 к стр. 7\n\nтекст листка\n\n2.\n\nдва");
  described.page().heading("один").page().heading("Вставка №1 к стр. 7").heading("текст листка");
  described.page().line("2.").heading("два");
  EXPECT_EQ(read(described, Reading::amended), "один\n\nВставка №1 к стр. 7\n\nтекст листка\n\nдва\n");
}

TEST(FolioReadings, ASlipComesBehindTheParagraphThatRunsOverItsPage) {
  DescribedFolio described(
      "2.\n\nмы ответили что согласны на созыв нового пленума\n\nтри\n\nВставка №1 к стр. 2\n\nтекст листка");
  described.page().line("2.").line("мы ответили что согласны на созыв", 5);
  described.page().line("нового пленума").line("три", 5).line("Вставка №1 к стр. 2").line("текст листка", 5);
  EXPECT_EQ(read(described, Reading::amended),
            "мы ответили что согласны на созыв нового пленума\n\nтекст листка\n\nтри\n");
}

TEST(FolioReadings, SlipsThatCallForEachOtherLoseNothing) {
  DescribedFolio described(
      "текст\n\nВставка №1 к стр. 8\n\nпервый Вставка 2 листок\n\nВставка №2 к стр. 9\n\nвторой Вставка 1 "
      "листок");
  described.page().line("текст").line("Вставка №1 к стр. 8", 5).line("первый Вставка 2 листок", 5);
  described.line("Вставка №2 к стр. 9", 5).line("второй Вставка 1 листок", 5);
  const std::string text = read(described, Reading::amended);
  for (const char* word : {"текст", "первый", "второй"})
    EXPECT_NE(text.find(word), std::string::npos) << text;
}

TEST(FolioReadings, ASlipWithinASlipFollowsIt) {
  DescribedFolio described(
      "начало Вставка 1 конец\n\nВставка №1 к стр. 1\n\nа Вставка 2 в\n\nВставка №2 к стр. 1\n\nб г");
  described.page().line("начало Вставка 1 конец");
  described.page().line("Вставка №1 к стр. 1").line("а Вставка 2 в", 5);
  described.page().line("Вставка №2 к стр. 1").line("б г", 5);
  EXPECT_EQ(read(described, Reading::amended), "начало а б г в конец\n");
}

TEST(FolioReadings, WordsThatTheTranscriptionLacksGoWithTheirSlip) {
  DescribedFolio described("один\n\nВставка №1 к стр. 1\n\nлисток тут\n\n2.\n\nдва");
  described.page().heading("один").page().line("Вставка №1 к стр. 1").line("листок ?лишь тут");
  described.page().line("2.").heading("два");
  EXPECT_EQ(read(described, Reading::amended), "один\n\nлисток лишь тут\n\nдва\n");
}

TEST(FolioReadings, BrokenWordsAreJoinedOverLinesAndPages) {
  DescribedFolio described("с тов. Пэн Дэ-хуаем методы применяемые заседание\n\n2.\n\nпрезидиума");
  described.page().line("с тов. Пэн Дэ-", 5).line("=хуаем методы приме-");
  described.page()
      .line("2.")
      .line("=няемые ?вскоре засе-")
      .line("=дание ?тогда ?начи-")
      .line("?нается президиума");
  EXPECT_EQ(read(described, Reading::amended),
            "с тов. Пэн Дэ-хуаем методы применяемые вскоре заседание тогда начинается президиума\n");
}

TEST(FolioReadings, StruckWordsAreOutAndInsertionsInTheirPlace) {
  DescribedFolio described("не ~~ослабить~~ ^{укрепить} ~~силы~~, а ^{и сего} дня");
  described.page().line("не ~ослабить #силы , а дня");
  Word& comma = described.last_line().words[3];
  comma.box.x0 = described.last_line().words[2].box.x1;
  described.written(Role::insertion, "укрепить", "ослабить").written(Role::insertion, "и сего", "а");
  EXPECT_EQ(read(described, Reading::amended), "не укрепить, а и сего дня\n");
}

TEST(FolioReadings, AnEmptyFolioHasNoText) {
  for (const Reading reading : kReadings) EXPECT_EQ(read(DescribedFolio("слово"), reading), "");
  EXPECT_EQ(read(DescribedFolio("слово").page(), Reading::amended), "");
}

TEST(FolioReadings, PageBreaksAreNeverBrokenByNames) { EXPECT_EQ(page_break_mark("л⟧[1]"), "⟦pb:л__1_⟧"); }

}  // namespace
}  // namespace folio
