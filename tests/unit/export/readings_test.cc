#include "export/readings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/sample_page_text.h"
#include "transcription/notation_parser.h"

namespace folio {
namespace {

TEST(Readings, TypedHoldsTheTypedLayerOnly) {
  EXPECT_EQ(reading_of(sample_page_text(), Reading::typed), "ТОВАРИЩ срочно №5 хххх\nпрошу A<B&\"C\"\n");
}

TEST(Readings, AmendedIsAsItsAuthorLeftIt) {
  EXPECT_EQ(reading_of(sample_page_text(), Reading::amended),
            "НАРКОМАТ\n\nТОВАРИЩ немедленно №5\nпрошу A<B&\"C\"\n");
}

TEST(Readings, DiplomaticHasEverything) {
  EXPECT_EQ(reading_of(sample_page_text(), Reading::diplomatic),
            "⟦p:НАРКОМАТ⟧\n\n"
            "ТОВАРИЩ ⟦del:срочно⟧ ⟦ins:⟦h:немедленно⟧⟧ №5 ⟦del-x:хххх⟧\n"
            "прошу A<B&\"C\"\n\n"
            "⟦h:□□□⟧\n\n"
            "⟦h-rot90:Архив⟧\n\n"
            "⟦h:13⟧\n\n"
            "⟦s:ВХОДЯЩИЙ⟧\n\n"
            "⟦s:□□□⟧\n"
            "⟦h-signature⟧\n");
}

TEST(Readings, DiplomaticIsReadWithoutComplaint) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const Transcription read = parse_transcription(reading_of(random_page_text(seed), Reading::diplomatic));
    EXPECT_TRUE(read.diagnostics.empty()) << "seed " << seed;
  }
}

TEST(Readings, NeighborsWithTheSameMarkShareIt) {
  PageText page = sample_page_text();
  page.lines = {page.lines[1]};
  page.regions.clear();
  page.lines[0].words[2].status = WordStatus::struck;
  page.lines[0].words[2].strike = StrikeKind::line;
  EXPECT_EQ(reading_of(page, Reading::diplomatic), "ТОВАРИЩ ⟦del:срочно №5⟧ ⟦del-x:хххх⟧\n");
}

TEST(Readings, InsertionsFollowEachOtherAndNeverGetLost) {
  PageText page = sample_page_text();
  page.lines = {page.lines[1], page.lines[2]};
  Word second = page.lines[1].words[0];
  second.id = "w_20", second.text = "и", second.after_id = "w_6";
  Word lost = second;
  lost.id = "w_21", lost.text = "пропавшее", lost.after_id = "w_99";
  Word ring_a = second, ring_b = second;
  ring_a.id = "w_22", ring_a.text = "коло", ring_a.after_id = "w_23";
  ring_b.id = "w_23", ring_b.text = "кольцо", ring_b.after_id = "w_22";
  for (const Word& word : {second, lost, ring_a, ring_b}) page.lines[1].words.push_back(word);
  EXPECT_EQ(reading_of(page, Reading::amended), "ТОВАРИЩ немедленно и №5\nпропавшее коло кольцо\n");
}

TEST(Readings, MarkCharactersOfTheTextAreEscaped) {
  PageText page = sample_page_text();
  page.lines = {page.lines[3]};
  page.lines[0].words[0].text = "⟦x⟧";
  page.regions.clear();
  const std::string text = reading_of(page, Reading::diplomatic);
  const Transcription read = parse_transcription(text);
  EXPECT_TRUE(read.diagnostics.empty());
  ASSERT_EQ(read.tokens.size(), 2u);
  EXPECT_EQ(read.tokens[0].text, "⟦x⟧");
}

TEST(Readings, PunctuationCutOffAStruckWordHangsOnTheWordBefore) {
  PageText page;
  TextLine line;
  const auto add = [&](const char* id, const char* text, int x0, int x1, WordStatus status) {
    Word word;
    word.id = id, word.text = text, word.box = {x0, 0, x1, 40}, word.status = status;
    line.words.push_back(word);
  };
  add("w_1", "цель", 0, 120, WordStatus::plain);
  add("w_2", "силы", 150, 270, WordStatus::struck);
  add("w_3", ",", 270, 300, WordStatus::plain);
  add("w_4", "а", 330, 360, WordStatus::plain);
  add("w_5", "?", 390, 420, WordStatus::plain);
  page.lines.push_back(line);
  EXPECT_EQ(reading_of(page, Reading::typed), "цель силы, а ?\n");
  EXPECT_EQ(reading_of(page, Reading::amended), "цель, а ?\n");
}

TEST(Readings, HandwritingWithinATypedLineStandsInItsPlace) {
  PageText page;
  page.lines.resize(2);
  page.lines[1].layer = Layer::hand;
  page.lines[0].words.resize(2);
  page.lines[1].words.resize(1);
  page.lines[0].words[0].id = "w_1", page.lines[0].words[0].text = "метку";
  page.lines[0].words[1].id = "w_2", page.lines[0].words[1].text = "писать";
  page.lines[1].words[0].id = "w_3", page.lines[1].words[0].text = "x",
  page.lines[1].words[0].after_id = "w_1";
  EXPECT_EQ(reading_of(page, Reading::amended), "метку x писать\n");
  EXPECT_EQ(reading_of(page, Reading::typed), "метку писать\n");
}

TEST(Readings, WhatFillsAGapOrCorrectsALetterStandsInItsPlace) {
  PageText page;
  page.lines.resize(4);
  const auto set = [&](size_t line, size_t word, const char* id, const char* text, const char* after = "") {
    if (page.lines[line].words.size() <= word) page.lines[line].words.resize(word + 1);
    Word& out = page.lines[line].words[word];
    out.id = id, out.text = text, out.after_id = after;
    if (line > 0 && line < 3) out.status = WordStatus::inserted;
    if (line > 0) page.lines[line].layer = Layer::hand;
  };
  set(0, 0, "w_1", "величина"), set(0, 1, "w_2", "равна"), set(0, 2, "w_3", "нулю");
  set(1, 0, "w_4", "x", "w_1"), set(2, 0, "w_5", "единице", "w_3"), set(3, 0, "w_6", "прошу");
  page.lines[1].role = Role::fill_in;
  page.lines[2].role = Role::correction;
  page.lines[3].role = Role::resolution;
  EXPECT_EQ(reading_of(page, Reading::typed), "величина равна нулю\n");
  EXPECT_EQ(reading_of(page, Reading::amended), "величина x равна нулю единице\n");
  EXPECT_EQ(reading_of(page, Reading::diplomatic),
            "величина ⟦h:x⟧ равна нулю ⟦ins:⟦h:единице⟧⟧\n\n⟦h:прошу⟧\n");
}

TextLine typed_line(const std::string& id, const Box& box, const std::vector<std::string>& words) {
  TextLine line;
  line.id = id;
  line.box = box;
  line.x_height = 20;
  int at = box.x0;
  const int width = box.width() / static_cast<int>(words.size());
  for (const std::string& text : words) {
    Word& word = line.words.emplace_back();
    word.id = id + "_" + std::to_string(line.words.size());
    word.text = text;
    word.box = {at, box.y0, at + width - 10, box.y1};
    at += width;
  }
  return line;
}

/// Two columns, of which the first has two paragraphs; a word is broken over two lines, and an insertion
/// stands alone between them.
PageText page_with_columns() {
  PageText page;
  page.size = {2000, 1000};
  page.lines = {typed_line("a", {200, 100, 900, 140}, {"раз", "наше"}),
                typed_line("b", {100, 180, 900, 220}, {"два", "кон-"}),
                typed_line("c", {100, 260, 900, 300}, {"ченный", "три."}),
                typed_line("d", {200, 340, 900, 380}, {"Новый", "абзац"}),
                typed_line("e", {1100, 100, 1900, 140}, {"второй", "столбец"}),
                typed_line("f", {1100, 180, 1900, 220}, {"и", "всё"})};
  TextLine alone = typed_line("i", {400, 150, 600, 170}, {"вставка"});
  alone.layer = Layer::hand;
  alone.role = Role::insertion;
  alone.words[0].status = WordStatus::inserted;
  page.lines.insert(page.lines.begin() + 1, alone);
  return page;
}

TEST(Readings, ABlankLinePartsParagraphsAndColumns) {
  EXPECT_EQ(reading_of(page_with_columns(), Reading::typed),
            "раз наше\nдва кон-\nченный три.\n\nНовый абзац\n\nвторой столбец\nи всё\n");
  EXPECT_EQ(reading_of(page_with_columns(), Reading::amended),
            "раз наше\nвставка\nдва кон-\nченный три.\n\nНовый абзац\n\nвторой столбец\nи всё\n");
}

TEST(Readings, ReflowedParagraphsAreOneLineAndBrokenWordsWhole) {
  EXPECT_EQ(reading_of(page_with_columns(), Reading::typed, TextLayout::reflowed),
            "раз наше два конченный три.\n\nНовый абзац\n\nвторой столбец и всё\n");
  EXPECT_EQ(reading_of(page_with_columns(), Reading::diplomatic, TextLayout::reflowed),
            "раз наше два конченный три.\n\n⟦ins:⟦h:вставка⟧⟧\n\nНовый абзац\n\nвторой столбец и всё\n");
}

TEST(Readings, HyphensThatDivideNoWordStayWhenReflowed) {
  PageText page = page_with_columns();
  page.lines[3].words[0].text = "Ченный";
  EXPECT_THAT(reading_of(page, Reading::typed, TextLayout::reflowed),
              testing::StartsWith("раз наше два кон- Ченный три.\n"));
  page.lines[3].words[0].text = "ченный";
  page.lines[3].words[0].status = WordStatus::struck;
  EXPECT_THAT(reading_of(page, Reading::diplomatic, TextLayout::reflowed),
              testing::HasSubstr("кон- ⟦del:ченный⟧"))
      << "a mark between the parts keeps them apart";
}

TEST(Readings, AnEmptyPageHasNoText) {
  for (const Reading reading : kReadings) EXPECT_EQ(reading_of(PageText{}, reading), "");
}

}  // namespace
}  // namespace folio
