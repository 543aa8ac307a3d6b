#include "export/folio/apparatus.h"

#include <gtest/gtest.h>

#include "unit/export/folio/described_folio.h"

namespace folio {
namespace {

std::string apparatus(const DescribedFolio& described) {
  return apparatus_of(described.folio, described.transcription,
                      amended_text(described.folio, described.transcription));
}

/// Notes of a folio of one page, "leaf-1".
std::string with_notes(const std::string& text, const std::string& notes) {
  return text + "\n\nТЕКСТУАЛЬНЫЕ ПРИМЕЧАНИЯ\n\nЛист leaf-1\n" + notes;
}

TEST(NoteLetter, RunsThroughTheAlphabetOfEditors) {
  EXPECT_EQ(note_letter(0), "а");
  EXPECT_EQ(note_letter(6), "ж");
  EXPECT_EQ(note_letter(27), "я");
  EXPECT_EQ(note_letter(28), "аа");
  EXPECT_EQ(note_letter(55), "ая");
  EXPECT_EQ(note_letter(56), "ба");
}

TEST(Apparatus, WhatStandsForStruckWordsSaysSo) {
  DescribedFolio described("мы не можем ^{примириться с} ~~одобрить~~ ^{или} методы ~~эти~~");
  described.page().line("мы не можем ~одобрить методы #эти");
  described.written(Role::insertion, "примириться с", "можем").written(Role::insertion, "или", "одобрить");
  // The first lies over what was struck.
  for (TextLine& line : described.last_page().lines)
    if (line.role == Role::insertion && line.words.size() == 2)
      for (Word& word : line.words) word.box.x0 -= 200, word.box.x1 += 200;
  EXPECT_EQ(apparatus(described),
            with_notes("мы не можем [а]примириться с[а] или[б] методы[в]",
                       "а-а  Вписано от руки над строкой вместо зачеркнутого «одобрить».\n"
                       "б  Вписано от руки над строкой.\n"
                       "в  Далее забито на машинке: «эти».\n"));
}

TEST(Apparatus, AStrikeTakesTheInsertionBehindItWhenPlacesDoNotTell) {
  DescribedFolio described("не ~~ослабить~~ ^{укрепить} ~~силы~~ народа");
  described.page().line("не ~ослабить ~силы народа").written(Role::insertion, "укрепить", "ослабить");
  EXPECT_EQ(apparatus(described), with_notes("не укрепить[а] народа",
                                             "а  Вписано от руки над строкой вместо зачеркнутого «ослабить». "
                                             "Далее зачеркнуто: «силы».\n"));
}

TEST(Apparatus, AStruckInsertionIsToldWithinItsStrike) {
  DescribedFolio described("~~до ^{сего} дня~~ было ~~^{и}~~ так");
  described.page().line("~до ~дня было так");
  described.written(Role::insertion, "~сего", "до").written(Role::insertion, "~и", "было");
  EXPECT_EQ(apparatus(described),
            with_notes("было[а] так",
                       "а  Перед этим словом зачеркнуто: «до сего дня» (в том числе от руки: «сего»). "
                       "Далее вписано от руки и зачеркнуто: «и».\n"));
}

TEST(Apparatus, PlacesAndPencil) {
  DescribedFolio described("один ⟦pencil:два⟧ три ⟦ins:⟦h:четыре⟧⟧ пять ⟦h:шесть⟧ семь");
  described.page().line("один три пять семь");
  described.written(Role::insertion, "два", "один").last_line().words[0].box = {10, 100, 40, 120};
  described.last_line().box = {10, 100, 40, 120};
  described.written(Role::insertion, "четыре", "три");
  for (Word& word : described.last_line().words) word.box.y0 += 60, word.box.y1 += 60;
  described.written(Role::fill_in, "шесть", "пять");
  EXPECT_EQ(apparatus(described), with_notes("один два[а] три четыре[б] пять шесть[в] семь",
                                             "а  Вписано карандашом на полях.\n"
                                             "б  Вписано от руки под строкой.\n"
                                             "в  Вписано от руки в пропуске строки.\n"));
}

TEST(Apparatus, UnreadAndDoubtfulWords) {
  DescribedFolio described("слово □□□ [[Шибко]] конец ^{□}");
  described.page()
      .line("слово □□□ Шибко конец")
      .line("?и ?еще ?одна ?длинная ?строка ?ниже")
      .written(Role::insertion, "_ _ ?так", "конец");
  described.last_line().words[2].confidence = 0.3;
  EXPECT_EQ(apparatus(described),
            with_notes("слово […][а] Шибко[б] конец [в][…] так[г][в]\n\nи еще одна длинная строка ниже",
                       "а  Не прочитано.\nб  Чтение предположительно.\n"
                       "в-в  Вписано от руки над строкой; не прочитано слов: 2.\n"
                       "г  Чтение предположительно.\n"));
}

TEST(Apparatus, TheLeafAgainstThePublication) {
  DescribedFolio described("наше решение пленума ЦК было принято единогласно тогда");
  described.page().line("наше решение пле-").line("=нума было ?не принято").rest_not_found(0.9);
  LedgerEntry& changed = described.entry_of("пле-");
  changed.outcome = LedgerEntry::Outcome::corrected;
  changed.ocr = "пре- зидиума";
  changed.transcription_wrong = 0.8;
  described.entry_of("не").transcription_wrong = 0.7;
  described.entry_of("принято").transcription_wrong = 0.4;
  EXPECT_EQ(apparatus(described),
            with_notes("наше решение пленума[а] было не[б] принято[в]",
                       "а  Так в публикации; в подлиннике, по-видимому: «президиума». "
                       "В публикации далее: «ЦК»; в подлиннике нет.\n"
                       "б  В публикации нет.\n"
                       "в  В публикации далее: «единогласно тогда»; в подлиннике нет.\n"));
}

TEST(Apparatus, SlipsTellWhereTheyCameFrom) {
  DescribedFolio described(
      "начало ^{Вставка 1} конец\n\nВставка №1 к стр. 1\n\nмы дали этому критику там\n\nВставка №2 к стр. "
      "9\n\nи так");
  described.page().heading("начало конец").written(Role::insertion, "Вставка 1", "начало");
  described.page().line("Вставка №1 к стр. 1").heading("мы дали этому критику там");
  described.heading("Вставка №2 к стр. 9").heading("и так");
  EXPECT_EQ(apparatus(described),
            "начало [а]мы дали этому критику там[а] конец\n\nВставка №2 к стр. 9\n\n[б]и так[б]\n\n"
            "ТЕКСТУАЛЬНЫЕ ПРИМЕЧАНИЯ\n\nЛист leaf-2\n"
            "а-а  Текст от слов «мы дали» до слов «критику там» — на отдельном листе (leaf-2): «Вставка №1 к "
            "стр. 1»; место указано в тексте: «Вставка 1».\n"
            "б-б  Слова «и так» — на отдельном листе (leaf-2): «Вставка №2 к стр. 9»; место в тексте не "
            "установлено, оставлено на своем листе.\n");
}

TEST(Apparatus, WhatElseIsOnALeaf) {
  DescribedFolio described("12 45\n\nтекст\n\n⟦pencil:согласен⟧");
  described.page().line("текст");
  described.written(Role::leaf_number, "12 ~45").written(Role::marginalia, "согласен");
  described.last_line().box.x0 = 1900;
  described.written(Role::signature, "?Микоян").written(Role::stamp, "_", "", Layer::stamp);
  const Box signature = described.last_page().lines[3].box;
  described.last_page().regions.push_back({"region_1", Layer::hand, Role::signature, signature, 1});
  described.last_page().regions.push_back({"region_2", Layer::hand, Role::signature, {0, 900, 90, 960}, 1});
  EXPECT_EQ(apparatus(described),
            "текст\n\nНА ЛИСТАХ, КРОМЕ ТЕКСТА\n\nЛист leaf-1\nЛист нумерован: 12; зачеркнуто: 45.\n"
            "Помета на полях карандашом: «согласен».\nПодпись — автограф: «Микоян».\nШтамп: не прочитано.\n"
            "Подпись — автограф: не прочитано.\n");
}

TEST(Apparatus, AnEmptyFolioHasNone) {
  EXPECT_EQ(apparatus(DescribedFolio("слово")), "");
  EXPECT_EQ(apparatus(DescribedFolio("слово").page()), "");
}

}  // namespace
}  // namespace folio
