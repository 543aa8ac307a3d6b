#include "transcription/notation_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> texts(const Transcription& t) {
  std::vector<std::string> out;
  for (const Token& token : t.tokens) out.push_back(token.text);
  return out;
}

const Token& token_of(const Transcription& t, std::string_view text) {
  for (const Token& token : t.tokens)
    if (token.text == text) return token;
  ADD_FAILURE() << "no token " << text;
  static const Token none;
  return none;
}

TEST(NotationParser, PlainWordsHavePlacesInTheFile) {
  const Transcription t = parse_transcription("Сов. секретно\n\n  Вне очереди\n", "a.txt");
  EXPECT_THAT(texts(t), ElementsAre("Сов.", "секретно", "Вне", "очереди"));
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_EQ(t.tokens[1].line, 1);
  EXPECT_EQ(t.tokens[1].column, 6);
  EXPECT_EQ(t.tokens[2].line, 3);
  EXPECT_EQ(t.tokens[2].column, 3);
  EXPECT_EQ(t.tokens[1].paragraph_idx, 0);
  EXPECT_EQ(t.tokens[2].paragraph_idx, 1);
  EXPECT_FALSE(t.tokens[0].marked);
}

TEST(NotationParser, StrikesAndInsertions) {
  const Transcription t = parse_transcription("не ~~ослабить~~ ^{ослабить его} ~~силы~~, а");
  ASSERT_THAT(texts(t), ElementsAre("не", "ослабить", "ослабить", "его", "силы", ",", "а"));
  EXPECT_TRUE(t.tokens[1].struck);
  EXPECT_EQ(t.tokens[1].strike, StrikeKind::line);
  EXPECT_EQ(t.tokens[1].layer, Layer::typed);
  EXPECT_EQ(t.tokens[2].layer, Layer::hand);
  EXPECT_TRUE(t.tokens[2].inserted);
  EXPECT_EQ(t.tokens[2].role, Role::insertion);
  EXPECT_EQ(t.tokens[2].mark_idx, t.tokens[3].mark_idx);
  EXPECT_FALSE(t.tokens[5].struck);
  EXPECT_TRUE(t.tokens[5].joined);
  EXPECT_FALSE(t.tokens[6].joined);
}

TEST(NotationParser, AnInsertionMayStandInsideAStrike) {
  const Transcription t = parse_transcription("~~до ^{сего} дня~~ так");
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_TRUE(token_of(t, "сего").struck);
  EXPECT_EQ(token_of(t, "сего").layer, Layer::hand);
  EXPECT_TRUE(token_of(t, "дня").struck);
  EXPECT_EQ(token_of(t, "дня").layer, Layer::typed);
  EXPECT_FALSE(token_of(t, "так").struck);
}

TEST(NotationParser, OurNotationNests) {
  const Transcription t = parse_transcription(
      "⟦del:а ⟦ins:⟦h:б⟧⟧ в⟧ ⟦h-rot90:г⟧ ⟦s:д⟧ ⟦p:е⟧ ⟦pencil:ж⟧ ⟦del-x:з⟧ ⟦?:и⟧ ⟦h-signature⟧");
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_TRUE(token_of(t, "б").struck && token_of(t, "б").inserted);
  EXPECT_EQ(token_of(t, "б").layer, Layer::hand);
  EXPECT_EQ(token_of(t, "г").quarter_turns, 1);
  EXPECT_EQ(token_of(t, "г").layer, Layer::hand);
  EXPECT_EQ(token_of(t, "д").layer, Layer::stamp);
  EXPECT_EQ(token_of(t, "е").layer, Layer::print);
  EXPECT_TRUE(token_of(t, "ж").pencil);
  EXPECT_EQ(token_of(t, "з").strike, StrikeKind::typed_over);
  EXPECT_TRUE(token_of(t, "и").uncertain);
  EXPECT_EQ(t.tokens.back().text, "");
  EXPECT_EQ(t.tokens.back().role, Role::signature);
}

TEST(NotationParser, NotesOfATranslation) {
  const Transcription t = parse_transcription(
      "but [handwritten: weakening it] and [inserted by hand: to this] we [handwritten below: insert!] "
      "[signed] "
      "[handwritten: signed] A. [[Alekseyev]] [in the middle] [we]");
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_EQ(token_of(t, "weakening").layer, Layer::hand);
  EXPECT_EQ(token_of(t, "it").layer, Layer::hand);
  EXPECT_TRUE(token_of(t, "this").inserted);
  EXPECT_EQ(token_of(t, "insert!").layer, Layer::hand);
  EXPECT_TRUE(token_of(t, "Alekseyev").uncertain);
  EXPECT_EQ(token_of(t, "[in").layer, Layer::typed);
  EXPECT_EQ(token_of(t, "[we]").layer, Layer::typed);
  int signatures = 0;
  for (const Token& token : t.tokens) signatures += token.text.empty() && token.role == Role::signature;
  EXPECT_EQ(signatures, 2);
}

TEST(NotationParser, NotesOfEditorsInSeveralWordings) {
  const Transcription t = parse_transcription(
      "[от руки: да] а [Вписано от руки: ещё] б [crossed out: нет] [штамп: ПРИНЯТО] [подпись] [на полях "
      "слева: край] "
      "[вписано чернилами: так] [в тексте]");
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_EQ(token_of(t, "да").layer, Layer::hand);
  EXPECT_TRUE(token_of(t, "ещё").inserted);
  EXPECT_TRUE(token_of(t, "нет").struck);
  EXPECT_EQ(token_of(t, "ПРИНЯТО").layer, Layer::stamp);
  EXPECT_EQ(token_of(t, "край").layer, Layer::typed);
  EXPECT_FALSE(token_of(t, "край").marked);
  EXPECT_EQ(token_of(t, "[в").layer, Layer::typed);
  ASSERT_THAT(t.notes, SizeIs(2));
  EXPECT_EQ(t.notes[0].text, "на полях слева");
  EXPECT_EQ(t.notes[1].text, "вписано чернилами");
}

TEST(NotationParser, AnEditorsNoteIsNotOnTheLeaf) {
  const Transcription t = parse_transcription("а ⟦note:см. ⟦del:л⟧ 5,\n  ред.⟧ б в⟦note:x⟧г ⟦note:\\⟦⟧");
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_THAT(texts(t), ElementsAre("а", "б", "вг"));
  ASSERT_THAT(t.notes, SizeIs(3));
  EXPECT_EQ(t.notes[0].text, "см. ⟦del:л⟧ 5, ред.");
  EXPECT_EQ(t.notes[0].token_idx, 1);
  EXPECT_EQ(t.notes[0].column, 3);
  EXPECT_EQ(t.notes[1].token_idx, 3);
  EXPECT_EQ(t.notes[2].text, "⟦");
}

TEST(NotationParser, StrikesAndInsertionsBesideEachOtherAndEmpty) {
  const Transcription t = parse_transcription("~~а~~^{б}~~в~~~~г~~ ^{~~д~~ е} ~~ж^{з~~и~~к}л~~");
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_THAT(texts(t), ElementsAre("а", "б", "в", "г", "д", "е", "ж", "з", "и", "к", "л"));
  EXPECT_TRUE(token_of(t, "г").struck && token_of(t, "г").joined);
  EXPECT_TRUE(token_of(t, "д").struck && token_of(t, "д").inserted);
  EXPECT_FALSE(token_of(t, "е").struck);
  for (const char* text : {"ж", "з", "и", "к", "л"}) EXPECT_TRUE(token_of(t, text).struck) << text;
  EXPECT_THAT(parse_transcription("а ~~~~ б ^{} в ⟦h:⟧ ** г").diagnostics, SizeIs(3));
}

TEST(NotationParser, DeepNestingIsReadInLinearTime) {
  constexpr int kDepth = 10000;
  std::string text;
  for (int k = 0; k < kDepth; ++k) text += k % 2 == 0 ? "⟦del:" : "^{";
  text += "а";
  for (int k = kDepth - 1; k >= 0; --k) text += k % 2 == 0 ? "⟧" : "}";
  const Transcription t = parse_transcription(text + " б");
  EXPECT_THAT(texts(t), ElementsAre("а", "б"));
  EXPECT_TRUE(t.tokens[0].struck && t.tokens[0].inserted);
  EXPECT_FALSE(t.tokens[1].marked);
  ASSERT_THAT(t.diagnostics, SizeIs(1));
  EXPECT_THAT(t.diagnostics[0].message, HasSubstr("more than 64 marks"));
}

TEST(NotationParser, MessagesHaveAnEnd) {
  const Transcription t = parse_transcription(std::string(5000, '}'));
  ASSERT_THAT(t.diagnostics, SizeIs(1001));
  EXPECT_EQ(t.diagnostics[999].column, 1000);
  EXPECT_THAT(t.diagnostics.back().message, HasSubstr("4000 more"));
}

TEST(NotationParser, AMarkMayCoverLinesAndABracketParagraphs) {
  const Transcription t = parse_transcription("~~а\nб~~ [handwritten: в\n\nг [[д]]\n\nе] ж");
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_TRUE(token_of(t, "б").struck);
  for (const char* text : {"в", "г", "д", "е"}) EXPECT_EQ(token_of(t, text).layer, Layer::hand) << text;
  EXPECT_EQ(token_of(t, "ж").layer, Layer::typed);
}

TEST(NotationParser, AnAsteriskByItselfIsText) {
  const Transcription t = parse_transcription("2 * 3 a*b x* *) сноска ** и *на то, чтобы* так *(да)*.");
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_EQ(token_of(t, "*").layer, Layer::typed);
  EXPECT_EQ(token_of(t, "a*b").layer, Layer::typed);
  EXPECT_EQ(token_of(t, "x*").layer, Layer::typed);
  EXPECT_EQ(token_of(t, "сноска").layer, Layer::typed);
  EXPECT_EQ(token_of(t, "на").layer, Layer::hand);
  EXPECT_EQ(token_of(t, "чтобы").layer, Layer::hand);
  EXPECT_EQ(token_of(t, "(да)").layer, Layer::hand);
  EXPECT_EQ(token_of(t, ".").layer, Layer::typed);
}

TEST(NotationParser, ABackslashMakesAMarkLiteral) {
  const Transcription t = parse_transcription(R"(\*а\* \~~б 10^-5 \[[в c:\d)");
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_THAT(texts(t), ElementsAre("*а*", "~~б", "10^-5", "[[в", "c:\\d"));
}

struct Wrong {
  const char* text;
  int line, column;
  const char* message;
};

TEST(NotationParser, WrongMarksAreReportedWithTheirPlace) {
  const Wrong cases[] = {
      {"аб ~~вг\n\nд", 1, 4, "never closes"},
      {"а\nб ^{вг", 2, 3, "never closes"},
      {"а ⟦h:б", 1, 3, "never closes"},
      {"[handwritten: а", 1, 1, "never closes"},
      {"а *бв г", 1, 3, "never closes"},
      {"а ⟦h:⟧ б", 1, 3, "is empty"},
      {"а ~~~~ б", 1, 3, "is empty"},
      {"а ^{ } б", 1, 3, "is empty"},
      {"~~а ^{б~~ в} г", 1, 8, "nests wrongly"},
      {"⟦h:а ^{б⟧ в}", 1, 6, "nests wrongly"},
      {"а⟧", 1, 2, "closes nothing"},
      {"а} б", 1, 2, "closes nothing"},
      {"⟦zz:а⟧", 1, 1, "unknown mark"},
      {"[[а", 1, 1, "never closes"},
      {"а ⟦note:б\n\nв", 1, 3, "never closes"},
      {"а ⟦note: ⟧", 1, 3, "is empty"},
      {"а ⟦pb:12\n", 1, 3, "never closes"},
  };
  for (const Wrong& wrong : cases) {
    const Transcription t = parse_transcription(wrong.text);
    ASSERT_THAT(t.diagnostics, SizeIs(1)) << wrong.text;
    EXPECT_EQ(t.diagnostics[0].line, wrong.line) << wrong.text;
    EXPECT_EQ(t.diagnostics[0].column, wrong.column) << wrong.text;
    EXPECT_THAT(t.diagnostics[0].message, HasSubstr(wrong.message)) << wrong.text;
  }
}

TEST(NotationParser, TheRestIsReadAfterAWrongMark) {
  const Transcription t = parse_transcription("а ⟦h:б в\n\nг ~~д~~ е ⟦h:ж⟧");
  EXPECT_THAT(t.diagnostics, SizeIs(1));
  EXPECT_EQ(token_of(t, "в").layer, Layer::hand);
  EXPECT_EQ(token_of(t, "г").layer, Layer::typed);
  EXPECT_TRUE(token_of(t, "д").struck);
  EXPECT_FALSE(token_of(t, "е").struck);
  EXPECT_EQ(token_of(t, "ж").layer, Layer::hand);
}

TEST(NotationParser, CrossingMarksCoverTheirOwnRanges) {
  const Transcription t = parse_transcription("~~а ^{б~~ в} г");
  EXPECT_TRUE(token_of(t, "а").struck);
  EXPECT_TRUE(token_of(t, "б").struck);
  EXPECT_EQ(token_of(t, "б").layer, Layer::hand);
  EXPECT_FALSE(token_of(t, "в").struck);
  EXPECT_EQ(token_of(t, "в").layer, Layer::hand);
  EXPECT_EQ(token_of(t, "г").layer, Layer::typed);
}

TEST(NotationParser, TextIsComposedAndLineEndsOfAnyKindRead) {
  const Transcription t = parse_transcription("\xEF\xBB\xBFи\xCC\x86од\r\nб\r\n\r\nв");
  EXPECT_THAT(texts(t), ElementsAre("йод", "б", "в"));
  EXPECT_EQ(t.tokens[0].column, 1);
  EXPECT_EQ(t.tokens[2].line, 4);
  EXPECT_EQ(t.tokens[2].paragraph_idx, 1);
}

TEST(NotationParser, UnreadableTextIsUncertain) {
  const Transcription t = parse_transcription("21 сентября □□□");
  EXPECT_TRUE(token_of(t, "□□□").uncertain);
  const Transcription more = parse_transcription("сентября□□□□г. со□□т");
  EXPECT_THAT(texts(more), ElementsAre("сентября", "□□□□", "г.", "со□□т"));
  EXPECT_TRUE(more.tokens[1].uncertain && more.tokens[1].joined && more.tokens[2].joined);
  EXPECT_FALSE(more.tokens[3].uncertain);
}

TEST(NotationParser, MalformedBytesAreReported) {
  const Transcription t = parse_transcription("аб\nв \xFF г");
  ASSERT_THAT(t.diagnostics, SizeIs(1));
  EXPECT_EQ(t.diagnostics[0].line, 2);
  EXPECT_THAT(texts(t), ElementsAre("аб", "в", "\xEF\xBF\xBD", "г"));
}

TEST(NotationParser, NothingGivesNothing) {
  EXPECT_THAT(parse_transcription("").tokens, IsEmpty());
  EXPECT_THAT(parse_transcription(" \n\n ").tokens, IsEmpty());
}

TEST(NotationParser, ADiagnosticPrintsLikeACompilersMessage) {
  EXPECT_EQ(to_string(Diagnostic{3, 7, "⟦h: never closes"}, "a\nb.txt"), "a\\nb.txt:3:7: ⟦h: never closes");
}

TEST(NotationParser, ByteOrderMarksAheadOfTheTextAreNone) {
  const Transcription read = parse_transcription("\uFEFF\uFEFFМы приехали", "t");
  ASSERT_EQ(read.tokens.size(), 2U);
  EXPECT_EQ(read.tokens[0].text, "Мы");
}

TEST(NotationParser, AMarkEndsThePageNameThatNeverCloses) {
  const Transcription read = parse_transcription("а ⟦pb:4 ⟦note:см.⟧ б", "t");
  ASSERT_EQ(read.page_breaks.size(), 1U);
  EXPECT_EQ(read.page_breaks[0].name, "");
  ASSERT_EQ(read.notes.size(), 1U);
  EXPECT_EQ(read.notes[0].text, "см.");
  EXPECT_EQ(read.diagnostics.size(), 1U);
}

TEST(NotationParser, AByteOrderMarkIsNoPartOfAnyWord) {
  const Transcription read = parse_transcription("Первое\n\n\uFEFFвторое ⟦del:\uFEFFтре\uFEFFтье⟧\n");
  ASSERT_EQ(read.tokens.size(), 3U);
  EXPECT_EQ(read.tokens[1].text, "второе");
  EXPECT_EQ(read.tokens[1].column, 1);
  EXPECT_EQ(read.tokens[2].text, "третье");
  EXPECT_TRUE(read.diagnostics.empty());
}

}  // namespace
}  // namespace folio
