#include "transcription/notation_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "transcription/notation_parser.h"

namespace folio {
namespace {

std::string ours(std::string_view text) { return to_our_notation(parse_transcription(text)); }
std::string read(std::string_view text, Reading reading) {
  return reading_of(parse_transcription(text), reading);
}

/// What must survive writing and parsing again.
std::string facts(const Transcription& t) {
  std::string out;
  for (const Token& k : t.tokens) {
    out += k.text + "|" + std::string(name_of(k.layer)) + "|" + std::string(name_of(k.role)) + "|" +
           std::string(name_of(k.strike));
    for (const bool flag : {k.struck, k.inserted, k.uncertain, k.pencil, k.joined}) out += flag ? '1' : '0';
    out += std::to_string(k.quarter_turns) + "\n";
  }
  return out;
}

TEST(NotationWriter, OneNotationForAll) {
  EXPECT_EQ(ours("не ~~ослабить~~ ^{ослабить его} ~~силы~~, а"),
            "не ⟦del:ослабить⟧ ⟦ins:⟦h:ослабить его⟧⟧ ⟦del:силы⟧, а\n");
  EXPECT_EQ(ours("дали *на то* [signed] [[так]]"), "дали ⟦ins:⟦h:на то⟧⟧ ⟦h-signature⟧ ⟦?:так⟧\n");
  EXPECT_EQ(ours("а\n\n13 44\n\nб"), "а\n\n13 44\n\nб\n");
  EXPECT_EQ(ours("⟦h:а\nб⟧"), "⟦h:а\nб⟧\n");
}

TEST(NotationWriter, WhatIsWrittenParsesToTheSame) {
  for (const char* text :
       {"не ~~ослабить~~ ^{ослабить его} ~~силы~~, а", "~~до ^{сего} дня~~ так *в дело* ⟦pencil:да⟧",
        "13 44\n\n*один*\n\n2.", "[handwritten: в\n\nг [[д]]\n\nе] ж [[□□]] □□",
        "~~а ^{б~~ в} г ⟦h:незакрыто", R"(2 * 3 \*а\* \~~б 10^-5 \[[в \⟦h:г\⟧ \\* x\})",
        "а⟦h:б⟧в⟦s:г⟧⟦p:д⟧ ⟦h-rot270:е⟧⟦h-signature:А. М.⟧",
        "⟦ins:напечатано⟧ ⟦del-x:хх⟧ ⟦h-signature⟧⟦h-signature⟧ [\u200A[a] [ handwritten"}) {
    const Transcription first = parse_transcription(text);
    const std::string written = to_our_notation(first);
    const Transcription second = parse_transcription(written);
    EXPECT_EQ(facts(first), facts(second)) << text << "\n" << written;
    EXPECT_TRUE(second.diagnostics.empty()) << text << "\n" << written;
    EXPECT_EQ(written, to_our_notation(second));
  }
}

TEST(Readings, TypedIsBeforeAnyPen) {
  EXPECT_EQ(
      read("не ~~ослабить~~ ^{ослабить} ~~силы~~, а ⟦s:ПОЛУЧЕНО⟧ ⟦h:да⟧\n\n13 44\n\nконец", Reading::typed),
      "не ослабить силы, а\n\nконец\n");
}

TEST(Readings, AmendedIsAsTheAuthorLeftIt) {
  EXPECT_EQ(
      read("не ~~ослабить~~ ^{ослабить} ~~силы~~, а ⟦h:да⟧\n\n*в дело*\n\n13 44\n\nконец", Reading::amended),
      "не ослабить, а да\n\nконец\n");
  EXPECT_EQ(read("он ~~при~~шел", Reading::amended), "он шел\n");
  EXPECT_EQ(read("о⟦h:н⟧ пришел", Reading::amended), "он пришел\n");
}

TEST(Readings, ASlipStandsAtThePlaceThatCallsForIt) {
  EXPECT_EQ(
      read("до Вставка 1 после\n\nВставка №1 к стр. 1\n\nтекст вставки\n\n14 43\n\nконец", Reading::amended),
      "до текст вставки после\n\nконец\n");
  EXPECT_EQ(read("до\n\nВставка №1 к стр. 1\n\nтекст вставки", Reading::amended), "до\n\nтекст вставки\n");
}

TEST(Readings, DiplomaticHasTheMarks) { EXPECT_EQ(read("~~а~~", Reading::diplomatic), "⟦del:а⟧\n"); }

TEST(Readings, NothingGivesNothing) {
  for (const Reading reading : kReadings) EXPECT_EQ(read("", reading), "");
}

TEST(Readings, NamesReadBack) {
  for (const Reading reading : kReadings) EXPECT_EQ(reading_from_name(name_of(reading)), reading);
  EXPECT_EQ(reading_from_name("plain"), std::nullopt);
}

}  // namespace
}  // namespace folio
