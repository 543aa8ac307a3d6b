#include "reconcile/reconcile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "reconcile/ledger_export.h"
#include "support/simulated_folio.h"
#include "transcription/notation_parser.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Outcome = LedgerEntry::Outcome;

/// A page that is put together line by line.
class PageMaker {
 public:
  PageMaker() {
    page_.origin.stem = "leaf";
    page_.size = {2480, 3508};
  }
  PageMaker& typed(const std::vector<std::string>& words, int x = 300) {
    y_ += 80;
    page_.lines.push_back(typed_line(words, x, y_, next_id_));
    return *this;
  }
  /// Unread handwriting at `box`.
  PageMaker& hand(const Box& box, Role role = Role::insertion) {
    TextLine line;
    line.id = "hand_" + std::to_string(page_.lines.size());
    line.layer = Layer::hand;
    line.role = role;
    line.box = box;
    page_.lines.push_back(line);
    return *this;
  }
  PageMaker& struck(int line, int word, StrikeKind kind) {
    Word& it = page_.lines[static_cast<size_t>(line)].words[static_cast<size_t>(word)];
    it.status = WordStatus::struck;
    it.strike = kind;
    return *this;
  }
  PageText& page() { return page_; }
  int y() const { return y_; }

 private:
  PageText page_;
  int y_ = 200, next_id_ = 0;
};

ReconciledFolio run(const PageMaker& maker, std::string_view transcription) {
  PageMaker copy = maker;
  return reconcile({copy.page()}, parse_transcription(transcription));
}

std::vector<std::string> texts(const TextLine& line) {
  std::vector<std::string> out;
  for (const Word& word : line.words) out.push_back(word.text);
  return out;
}

const Word& word_of(const ReconciledFolio& folio, std::string_view text) {
  for (const ReconciledPage& page : folio.pages)
    for (const TextLine& line : page.text.lines)
      for (const Word& word : line.words)
        if (word.text == text) return word;
  ADD_FAILURE() << "no word " << text;
  static const Word kNone;
  return kNone;
}

const LedgerEntry& entry_of(const ReconciledFolio& folio, std::string_view truth) {
  for (const ReconciledPage& page : folio.pages)
    for (const LedgerEntry& entry : page.ledger)
      if (entry.truth == truth) return entry;
  for (const LedgerEntry& entry : folio.ledger)
    if (entry.truth == truth) return entry;
  ADD_FAILURE() << "no entry " << truth;
  static const LedgerEntry kNone;
  return kNone;
}

TEST(Reconcile, AgreementAndCorrection) {
  const ReconciledFolio folio =
      run(PageMaker().typed({"Мы", "рещили", "первую", "беседу"}), "Мы решили первую беседу");
  const TextLine& line = folio.pages[0].text.lines[0];
  EXPECT_THAT(texts(line), ElementsAre("Мы", "решили", "первую", "беседу"));
  EXPECT_EQ(line.words[0].source, TextSource::both);
  EXPECT_GT(line.words[0].confidence, 0.8);
  EXPECT_EQ(line.words[1].source, TextSource::truth);
  EXPECT_EQ(line.words[1].ocr, "рещили");
  EXPECT_EQ(line.words[1].id, "w_2");
  EXPECT_EQ(entry_of(folio, "Мы").outcome, Outcome::confirmed);
  EXPECT_EQ(entry_of(folio, "решили").outcome, Outcome::corrected);
  EXPECT_EQ(entry_of(folio, "решили").truth_column, 4);
  EXPECT_TRUE(folio.has_transcription);
}

TEST(Reconcile, AWordBrokenOverTwoLinesKeepsItsParts) {
  const ReconciledFolio folio =
      run(PageMaker().typed({"система", "называется", "Авт0-"}).typed({"кадом", "и", "работает"}),
          "система называется Автокодом и работает");
  const auto& lines = folio.pages[0].text.lines;
  EXPECT_THAT(texts(lines[0]), ElementsAre("система", "называется", "Авто-"));
  EXPECT_THAT(texts(lines[1]), ElementsAre("кодом", "и", "работает"));
  EXPECT_EQ(entry_of(folio, "Автокодом").ocr, "Авт0- кадом");
  EXPECT_EQ(entry_of(folio, "Автокодом").word_id, "w_3");
}

TEST(Reconcile, AHyphenOfTheWordIsNotDoubledAtTheLineEnd) {
  const ReconciledFolio folio =
      run(PageMaker().typed({"беседа", "с", "тов.", "Пэн", "Дэ-"}).typed({"хуаем", "была", "долгой"}),
          "беседа с тов. Пэн Дэ-хуаем была долгой");
  EXPECT_EQ(folio.pages[0].text.lines[0].words.back().text, "Дэ-");
  EXPECT_EQ(folio.pages[0].text.lines[1].words.front().text, "хуаем");
}

TEST(Reconcile, ALineBreakOfTheTranscriptionIsNone) {
  const ReconciledFolio folio =
      run(PageMaker().typed({"новое", "устройство", "готово"}), "новое устрой-\nство готово");
  EXPECT_THAT(texts(folio.pages[0].text.lines[0]), ElementsAre("новое", "устройство", "готово"));
  EXPECT_EQ(entry_of(folio, "устрой-").word_id, "w_2");
  EXPECT_EQ(entry_of(folio, "ство").word_id, "w_2");
}

TEST(Reconcile, LostSpacesDivideTheBoxAndExtraOnesUniteIt) {
  const ReconciledFolio folio = run(PageMaker().typed({"наши", "обепартии", "имеют", "твер", "дую", "цель"}),
                                    "наши обе партии имеют твердую цель");
  const TextLine& line = folio.pages[0].text.lines[0];
  EXPECT_THAT(texts(line), ElementsAre("наши", "обе", "партии", "имеют", "твердую", "цель"));
  EXPECT_NEAR(line.words[1].box.width(), 90, 2);
  EXPECT_EQ(line.words[1].box.x1, line.words[2].box.x0);
  EXPECT_EQ(line.words[4].ocr, "твер дую");
  EXPECT_EQ(line.words[4].box.x1 - line.words[4].box.x0, (4 + 1 + 3) * 30);
}

TEST(Reconcile, StrikesOfTheTranscription) {
  const ReconciledFolio folio = run(PageMaker()
                                        .typed({"цель", "не", "ослабить", "силы,", "а", "укреплять"})
                                        .struck(0, 2, StrikeKind::typed_over),
                                    "цель не ~~ослабить~~ ~~силы~~, а укреплять");
  EXPECT_EQ(word_of(folio, "ослабить").status, WordStatus::struck);
  EXPECT_EQ(word_of(folio, "ослабить").strike, StrikeKind::typed_over);  // as the image has it
  EXPECT_EQ(word_of(folio, "силы").status, WordStatus::struck);
  EXPECT_EQ(word_of(folio, "силы").strike, StrikeKind::line);
  EXPECT_EQ(word_of(folio, ",").status, WordStatus::plain);
  EXPECT_EQ(word_of(folio, "силы").box.x1, word_of(folio, ",").box.x0);
}

TEST(Reconcile, StrikesOfTheImageStayWhereTheTranscriptionMarksNone) {
  const PageMaker page =
      PageMaker().typed({"цель", "не", "ослабить", "а", "укреплять"}).struck(0, 2, StrikeKind::line);
  EXPECT_EQ(word_of(run(page, "цель не ослабить а укреплять"), "ослабить").status, WordStatus::struck);
  const ReconciledFolio marked = run(page, "~~цель~~ не ослабить а укреплять");
  EXPECT_EQ(word_of(marked, "ослабить").status, WordStatus::plain);
  EXPECT_THAT(entry_of(marked, "ослабить").reason, HasSubstr("struck on the page"));
}

TEST(Reconcile, AnInsertionTakesTheInkAboveItsPlace) {
  PageMaker page;
  page.typed({"Мы", "не", "можем", "никак", "одобрить", "методы"});
  const Box place = page.page().lines[0].words[4].box;
  page.hand({place.x0, place.y0 - 40, place.x0 + 300, place.y0 - 2});
  page.typed({"в", "руководстве", "партией"});
  const ReconciledFolio folio =
      run(page, "Мы не можем никак ^{примириться с} ~~одобрить~~ методы в руководстве партией");
  const Word& first = word_of(folio, "примириться");
  const TextLine& line = folio.pages[0].text.lines[1];
  EXPECT_EQ(line.layer, Layer::hand);
  EXPECT_THAT(texts(line), ElementsAre("примириться", "с"));
  EXPECT_EQ(first.status, WordStatus::inserted);
  EXPECT_EQ(first.after_id, "w_4");
  EXPECT_FALSE(first.place_inferred);
  EXPECT_EQ(first.source, TextSource::truth);
  EXPECT_EQ(first.box.x0, place.x0);
  EXPECT_EQ(word_of(folio, "с").after_id, "w_4");
  EXPECT_EQ(entry_of(folio, "примириться").outcome, Outcome::placed);
}

TEST(Reconcile, AnInsertionWithoutInkIsInferred) {
  const PageMaker page = PageMaker().typed({"за", "восстановление", "в", "составе", "ЦК"});
  const ReconciledFolio folio = run(page, "за восстановление ^{его} в составе ЦК");
  const Word& word = word_of(folio, "его");
  EXPECT_TRUE(word.place_inferred);
  EXPECT_EQ(word.after_id, "w_2");
  EXPECT_LE(word.confidence, 0.3);
  ASSERT_THAT(folio.pages[0].text.lines, SizeIs(2));
  EXPECT_EQ(folio.pages[0].text.lines[1].layer, Layer::hand);
  EXPECT_EQ(folio.pages[0].text.lines[1].role, Role::insertion);
  PageMaker copy = page;
  ReconcileOptions options;
  options.infer_places = false;
  const ReconciledFolio strict =
      reconcile({copy.page()}, parse_transcription("за восстановление ^{его} в составе ЦК"), options);
  EXPECT_EQ(entry_of(strict, "его").outcome, Outcome::not_found);
}

TEST(Reconcile, HandwritingTakenForTypingMovesToItsOwnLayer) {
  const ReconciledFolio folio = run(PageMaker().typed({"Метку", "У", "метки", "тх:у:", "писать", "нельзя"}),
                                    "Метку У метки ⟦h:x:y:⟧ писать нельзя");
  ASSERT_THAT(folio.pages[0].text.lines, SizeIs(2));
  EXPECT_THAT(texts(folio.pages[0].text.lines[0]), ElementsAre("Метку", "У", "метки", "писать", "нельзя"));
  EXPECT_EQ(folio.pages[0].text.lines[1].layer, Layer::hand);
  EXPECT_THAT(texts(folio.pages[0].text.lines[1]), ElementsAre("x:y:"));
  EXPECT_EQ(word_of(folio, "x:y:").id, "w_4");
  EXPECT_EQ(word_of(folio, "x:y:").after_id, "w_3");
}

TEST(Reconcile, ALongInsertionInTheMargin) {
  PageMaker page;
  page.typed({"готовит", "проект", "решения", "пленума", "ЦК"}, 600);
  page.hand({100, 270, 400, 310}, Role::marginalia)
      .hand({100, 340, 380, 380}, Role::marginalia)
      .hand({100, 410, 300, 450}, Role::marginalia);
  page.typed({"и", "внесет", "его", "на", "рассмотрение"}, 600);
  const ReconciledFolio folio = run(page,
                                    "готовит проект решения *Постановление работе опубликовано газете* "
                                    "пленума ЦК и внесет его на рассмотрение");
  for (const char* text : {"Постановление", "опубликовано", "газете"}) {
    const Word& word = word_of(folio, text);
    EXPECT_LT(word.box.x1, 450) << text;
    EXPECT_EQ(word.after_id, "w_3") << text;
    EXPECT_EQ(word.status, WordStatus::inserted) << text;
  }
  EXPECT_LT(word_of(folio, "Постановление").box.y0, word_of(folio, "газете").box.y0);
}

TEST(Reconcile, NotesByThemselvesGoByOrder) {
  PageMaker page;
  page.typed({"Мы", "дали", "согласие", "встретиться"});
  page.hand({900, 600, 1150, 660}, Role::marginalia).hand({300, 900, 560, 960}, Role::marginalia);
  const ReconciledFolio folio = run(page, "Мы дали согласие встретиться\n\nА. Микоян\n\nВерно: Шибко");
  EXPECT_GE(word_of(folio, "Микоян").box.x0, 900);
  EXPECT_LE(word_of(folio, "Шибко").box.x1, 560);
  EXPECT_EQ(word_of(folio, "Шибко").status, WordStatus::plain);
}

TEST(Reconcile, LeafNumbers) {
  PageMaker page;
  page.hand({2200, 100, 2270, 150}, Role::leaf_number).hand({1980, 160, 2040, 200}, Role::leaf_number);
  page.typed({"После", "длительной", "беседы"});
  const ReconciledFolio folio = run(page, "14 43\n\nПосле длительной беседы");
  EXPECT_EQ(word_of(folio, "14").box.x0, 2200);
  EXPECT_EQ(word_of(folio, "43").box.x0, 1980);
  EXPECT_EQ(folio.pages[0].text.lines[0].role, Role::leaf_number);
}

TEST(Reconcile, ANotedSignature) {
  PageMaker page;
  page.typed({"Мы", "дали", "согласие"});
  page.page().regions.push_back({"region_1", Layer::hand, Role::signature, {1300, 600, 1700, 750}, 0.9});
  const ReconciledFolio folio = run(page, "Мы дали согласие\n\n[signed]");
  ASSERT_THAT(folio.ledger, SizeIs(1));
  EXPECT_EQ(folio.ledger[0].outcome, Outcome::placed);
  EXPECT_THAT(folio.ledger[0].reason, HasSubstr("region_1"));
}

TEST(Reconcile, AStampIsRead) {
  PageMaker page;
  page.typed({"Мы", "дали", "согласие"});
  TextLine stamp;
  stamp.id = "line_9";
  stamp.layer = Layer::stamp;
  stamp.role = Role::stamp;
  stamp.box = {300, 900, 600, 960};
  page.page().lines.push_back(stamp);
  const ReconciledFolio folio = run(page, "Мы дали согласие\n\n⟦s:ПОЛУЧЕНО⟧");
  EXPECT_EQ(word_of(folio, "ПОЛУЧЕНО").box, (Box{300, 900, 600, 960}));
}

TEST(Reconcile, AWordInAGapOfTheLine) {
  PageMaker page;
  page.typed({"решение", "об", "исключении", "членов", "ЦК"});
  page.page().lines[0].words.erase(page.page().lines[0].words.begin() + 2);
  const ReconciledFolio folio = run(page, "решение об исключении членов ЦК");
  const Word& word = word_of(folio, "исключении");
  EXPECT_TRUE(word.place_inferred);
  EXPECT_NEAR(word.box.center_x(), 300 + (8 + 3 + 5) * 30, 20);
  EXPECT_THAT(texts(folio.pages[0].text.lines[0]),
              ElementsAre("решение", "об", "исключении", "членов", "ЦК"));
}

TEST(Reconcile, TheCaretBetweenTwoWordsIsNoLetter) {
  const ReconciledFolio folio =
      run(PageMaker().typed({"Ду", "Бона", "и/который", "находился"}), "Ду Бона и который находился");
  EXPECT_THAT(texts(folio.pages[0].text.lines[0]), ElementsAre("Ду", "Бона", "и", "который", "находился"));
  // A word that no token is for stays as it was read; one that the transcription has so too.
  EXPECT_THAT(
      texts(run(PageMaker().typed({"Ду", "Бона", "и/который", "шум"}), "Ду Бона").pages[0].text.lines[0]),
      ElementsAre("Ду", "Бона", "и/который", "шум"));
  const ReconciledFolio slash = run(PageMaker().typed({"здесь", "и/или", "там"}), "здесь и/или там");
  EXPECT_THAT(texts(slash.pages[0].text.lines[0]), ElementsAre("здесь", "и/или", "там"));
}

TEST(Reconcile, UnreadableTextKeepsTheReading) {
  const ReconciledFolio folio =
      run(PageMaker().typed({"21", "сентября", "1956", "года"}), "21 сентября □□□□ года");
  EXPECT_THAT(texts(folio.pages[0].text.lines[0]), ElementsAre("21", "сентября", "1956", "года"));
}

TEST(Reconcile, WordsWithoutATokenAreListedAndStay) {
  PageMaker page;
  page.typed({"Мы", "шумно", "решили", "первую", "беседу"});
  page.hand({300, 900, 560, 960}, Role::marginalia);
  const ReconciledFolio folio = run(page, "Мы решили первую беседу");
  EXPECT_EQ(folio.pages[0].text.lines[0].words[1].text, "шумно");
  std::vector<std::string> without;
  for (const LedgerEntry& entry : folio.pages[0].ledger)
    if (entry.outcome == Outcome::not_in_transcription) without.push_back(entry.ocr + "|" + entry.word_id);
  EXPECT_THAT(without, ElementsAre("шумно|w_2", "|"));
}

TEST(Reconcile, NothingOnEitherSide) {
  EXPECT_THAT(reconcile({}, parse_transcription("")).pages, IsEmpty());
  EXPECT_THAT(reconcile({}, parse_transcription("Мы ^{не} решили\n\n13 44\n\n[signed]")).ledger, SizeIs(6));
  const ReconciledFolio folio = run(PageMaker().typed({"Мы"}), "");
  EXPECT_THAT(folio.pages[0].ledger, SizeIs(1));
  EXPECT_THAT(folio.pages[0].text.doubts, SizeIs(1));
  EXPECT_THAT(run(PageMaker(), "Мы").ledger, SizeIs(1));
}

TEST(Reconcile, WithoutATranscriptionNothingChanges) {
  PageMaker maker = PageMaker().typed({"Мы", "решили"});
  const ReconciledFolio folio = without_transcription({maker.page()});
  EXPECT_FALSE(folio.has_transcription);
  EXPECT_THAT(folio.pages[0].ledger, IsEmpty());
  EXPECT_THAT(texts(folio.pages[0].text.lines[0]), ElementsAre("Мы", "решили"));
}

std::string text_of(const std::function<void(const Sink&)>& write) {
  std::string out;
  write([&](std::string_view part) { out += part; });
  return out;
}

TEST(LedgerExport, OneRowAnEntry) {
  const ReconciledFolio folio = run(PageMaker().typed({"Мы", "рещили", "шум\tно"}), "Мы решили\n\nконец");
  const std::string tsv = text_of([&](const Sink& sink) { write_ledger_tsv(folio, sink); });
  std::vector<std::string> rows = split_lines(tsv);
  ASSERT_THAT(rows, SizeIs(5));
  EXPECT_THAT(rows[0], testing::StartsWith("outcome\ttruth\tocr\tpage\tword\tline\tcolumn\treason\t"));
  EXPECT_THAT(rows[1], testing::StartsWith("confirmed\tМы\tМы\tleaf\tw_1\t1\t1\t\ttyped\t"));
  EXPECT_THAT(rows[2], testing::StartsWith("corrected\tрешили\tрещили\tleaf\tw_2\t1\t4\t\ttyped\t"));
  EXPECT_THAT(rows[3], testing::StartsWith("not-in-transcription\t\tшум но\tleaf\tw_3\t\t\t\ttyped\t"));
  EXPECT_THAT(rows[4],
              testing::StartsWith(
                  "not-found\tконец\t\t\t\t3\t1\tno word of the pages is left where it should stand\t"));
}

TEST(LedgerExport, TokensInkAndMarksAsJson) {
  PageMaker page;
  page.typed({"Мы", "рещили", "опять"});
  page.page().lines[0].words[2].status = WordStatus::struck;
  const ReconciledFolio folio = run(page, "Мы решили ~~опять~~");
  std::vector<nlohmann::json> lines;
  for (const std::string& line :
       split_lines(text_of([&](const Sink& sink) { write_ledger_jsonl(folio, sink); })))
    lines.push_back(nlohmann::json::parse(line));
  ASSERT_THAT(lines, SizeIs(7));
  EXPECT_EQ(lines[0]["kind"], "token");
  EXPECT_EQ(lines[0]["outcome"], "placed");
  EXPECT_EQ(lines[1]["kind"], "ink");
  EXPECT_EQ(lines[1]["outcome"], "confirmed");
  EXPECT_EQ(lines[2]["outcome"], "corrected-reading");
  EXPECT_EQ(lines[2]["difference"], "letters");
  EXPECT_EQ(lines[3]["outcome"], "replaced");
  EXPECT_EQ(lines[6]["kind"], "mark");
  EXPECT_EQ(lines[6]["mark"], "struck");
  EXPECT_EQ(lines[6]["outcome"], "agrees");
  EXPECT_EQ(lines[6]["page"], "leaf");
}

TEST(LedgerExport, TheLikeliestFaultComesFirst) {
  PageMaker page;
  page.typed({"решение", "о", "созыве", "пленума", "от", "22", "сентября"});
  const ReconciledFolio folio = run(page, "решение, о созыве пленума от 23 сентября");
  const auto rows = split_lines(
      text_of([&](const Sink& sink) { write_disagreements(folio, Blamed::transcription, sink); }));
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_THAT(rows[1], HasSubstr("\tnumber\t23\t22\t"));
  EXPECT_THAT(rows[2], HasSubstr("\tpunctuation\tрешение,\tрешение\t"));
}

TEST(LedgerExport, ASummary) {
  const ReconciledFolio folio = run(PageMaker().typed({"Мы", "рещили", "шум"}), "Мы решили\n\nконец");
  const std::string summary = ledger_summary(folio);
  EXPECT_THAT(summary, HasSubstr("3 words of the transcription, 1 pages"));
  EXPECT_THAT(summary, HasSubstr("  on no page"));
}

TEST(Marks, WhatTheInkHasWithoutAMark) {
  PageMaker page;
  page.typed({"Мы", "решили", "опять"});
  page.page().lines[0].words[1].status = WordStatus::struck;
  const ReconciledFolio folio = run(page, "Мы решили ~~опять~~");
  ASSERT_THAT(folio.marks, SizeIs(2));
  EXPECT_EQ(folio.marks[0].outcome, MarkEntry::Outcome::not_in_ink);
  EXPECT_EQ(folio.marks[0].text, "опять");
  EXPECT_EQ(folio.marks[1].outcome, MarkEntry::Outcome::not_marked);
  EXPECT_EQ(folio.marks[1].text, "решили");
}

}  // namespace
}  // namespace folio
