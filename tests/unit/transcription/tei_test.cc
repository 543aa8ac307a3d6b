#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "transcription/notation_writer.h"
#include "transcription/read_transcription.h"
#include "transcription/tei_reader.h"
#include "transcription/tei_writer.h"

namespace folio {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string document(const std::string& body, const std::string& header = {}) {
  return "<?xml version=\"1.0\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader>" + header +
         "</teiHeader><text><body>" + body + "</body></text></TEI>";
}

/// What the body reads to, in our notation.
std::string ours(const std::string& body) { return to_our_notation(read_tei(document(body), "a.xml")); }

std::string refusal(const std::string& bytes) {
  try {
    read_transcription_bytes(bytes, "a.xml");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    return error.message();
  }
  return {};
}

std::string tei(const std::string& text) { return to_tei(read_transcription_bytes(text, "a.txt")); }

TEST(TeiReader, ElementsOfTheTable) {
  EXPECT_EQ(ours("<p>а <del rend=\"line\">б</del> <del rend=\"overtyped\">в</del></p>"),
            "а ⟦del:б⟧ ⟦del-x:в⟧\n");
  EXPECT_EQ(ours("<p>а <add hand=\"#h\" place=\"above\">б</add> <add>в</add></p>"),
            "а ⟦ins:⟦h:б⟧⟧ ⟦ins:в⟧\n");
  EXPECT_EQ(ours("<p><subst><del>а</del> <add hand=\"#h\">б</add></subst></p>"), "⟦del:а⟧ ⟦ins:⟦h:б⟧⟧\n");
  EXPECT_EQ(ours("<p><subst>\n  <del>а</del>\n  <add hand=\"#h\">б</add>\n</subst>в</p>"),
            "⟦del:а⟧⟦ins:⟦h:б⟧⟧в\n");
  EXPECT_EQ(ours("<p><unclear>а</unclear> <gap quantity=\"2\" unit=\"chars\"/> <gap/> <stamp>б</stamp></p>"),
            "⟦?:а⟧ □□ □□□ ⟦s:б⟧\n");
  EXPECT_EQ(ours("<p>а<lb/>б<lb/>\n в<lb break=\"no\"/>\n г</p><p>д</p><head>е</head>"),
            "а\nб\nвг\n\nд\n\nе\n");
  EXPECT_EQ(ours("<pb n=\"12об\"/><p>а <pb/>б в<pb n=\"3\"/>г</p>"), "⟦pb:12об⟧\nа ⟦pb⟧ б в⟦pb:3⟧г\n");
  EXPECT_EQ(ours("<p>а<note>ред. [1]</note> б <supplied>в</supplied> г</p>"),
            "а ⟦note:ред. [1]⟧ б ⟦note:в⟧ г\n");
  EXPECT_EQ(ours("<p>а</p><note hand=\"#h\" place=\"margin\">в дело</note><p>б</p>"),
            "а\n\n⟦h:в дело⟧\n\nб\n");
  EXPECT_EQ(ours("<p>а <choice><sic>ашибка</sic><corr>ошибка</corr></choice> "
                 "<choice><abbr>т.</abbr><expan>товарищ</expan></choice></p>"),
            "а ашибка т.\n");
  EXPECT_EQ(ours("<p hand=\"#h\">а</p><closer><signed hand=\"#h\">А. М.</signed></closer>"),
            "⟦h:а⟧\n\n⟦h-signature:А. М.⟧\n");
  EXPECT_EQ(ours("<p>а <restore><del>б</del></restore> *в* ~~г~~ &lt;д&gt; &amp;</p>"),
            "а б \\*в\\* \\~\\~г\\~\\~ <д> &\n");
  EXPECT_EQ(ours("<table><row><cell>а</cell><cell>б</cell></row><row><cell>в</cell></row></table>"),
            "а б\n\nв\n");
}

TEST(TeiReader, HandsShiftByWholeParagraphs) {
  EXPECT_EQ(ours("<p>а</p><p><handShift new=\"#hand\"/>б</p><head>в</head><fw>5</fw><p>\n<handShift "
                 "new=\"\"/>г</p>"),
            "а\n\n⟦h:б⟧\n\n⟦h:в⟧\n\n5\n\nг\n");
  const Transcription within = read_tei(document("<p>а <handShift new=\"#hand\"/>б</p><p>в</p>"), "a.xml");
  ASSERT_THAT(within.diagnostics, SizeIs(1));
  EXPECT_THAT(within.diagnostics[0].message, HasSubstr("<handShift> is not read"));
  EXPECT_EQ(to_our_notation(within), "а б\n\n⟦h:в⟧\n");
}

TEST(TeiReader, AHyphenShowsThatAWordIsBroken) {
  EXPECT_EQ(ours("<p>Дэ<pc force=\"weak\">-</pc><lb break=\"no\"/>хуаем а<lb break=\"no\"/>б</p>"),
            "Дэ-\nхуаем аб\n");
}

TEST(TeiReader, HandsAreToldOfInTheHeader) {
  const std::string header =
      "<profileDesc><handNotes><handNote xml:id=\"m\" medium=\"typescript\"/><handNote xml:id=\"k\" "
      "medium=\"красный карандаш\"/></handNotes></profileDesc>";
  const Transcription t = read_tei(
      document("<p><add hand=\"#m\">а</add> <add hand=\"#k\">б</add> <add hand=\"#x\">в</add></p>", header),
      "");
  EXPECT_EQ(t.tokens[0].layer, Layer::typed);
  EXPECT_TRUE(t.tokens[0].inserted);
  EXPECT_TRUE(t.tokens[1].pencil);
  EXPECT_EQ(t.tokens[2].layer, Layer::hand);
  EXPECT_FALSE(t.tokens[2].pencil);
}

TEST(TeiReader, AnyPrefixAndATranslationApart) {
  const Transcription t = read_tei(
      "<tei:TEI xmlns:tei=\"http://www.tei-c.org/ns/1.0\"><tei:text><tei:body><tei:div><tei:p>да "
      "<tei:del>нет</tei:del>"
      "</tei:p></tei:div><tei:div "
      "type=\"translation\"><tei:p>yes</tei:p></tei:div></tei:body></tei:text></tei:TEI>",
      "a");
  ASSERT_THAT(t.tokens, SizeIs(2));
  EXPECT_TRUE(t.tokens[1].struck);
  ASSERT_THAT(t.translations, SizeIs(1));
  EXPECT_EQ(t.translations[0].tokens.at(0).text, "yes");
}

TEST(TeiReader, FaultsHaveTheirPlace) {
  const Transcription t = read_tei(document("<p>а\n <del/> <add hand=\"#h\"> </add></p>"), "a.xml");
  ASSERT_THAT(t.diagnostics, SizeIs(2));
  EXPECT_EQ(t.diagnostics[0].line, 3);
  EXPECT_THAT(t.diagnostics[0].message, HasSubstr("<del> is empty"));
  EXPECT_THAT(refusal("<?xml version=\"1.0\"?>\n<TEI><text>\n<p>а</q></text></TEI>"),
              HasSubstr("line 3, column "));
  EXPECT_THAT(refusal("<TEI><text>"), HasSubstr("not well-formed"));
  EXPECT_THAT(refusal("<?xml version=\"1.0\"?><html/>"), HasSubstr("not TEI"));
}

TEST(TeiReader, EntitiesAreNotExpanded) {
  std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE TEI [\n<!ENTITY a0 \"ха\">\n";
  for (int k = 1; k < 10; ++k) {
    std::string ten;
    for (int n = 0; n < 10; ++n) ten += "&a" + std::to_string(k - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(k) + " \"" + ten + "\">\n";
  }
  bomb += "<!ENTITY f SYSTEM \"file:///etc/hostname\">\n]>\n<TEI><text><p>&a9; &f;</p></text></TEI>";
  const Transcription t = read_transcription_bytes(bomb, "a.xml");
  ASSERT_THAT(t.tokens, SizeIs(2));
  EXPECT_EQ(t.tokens[0].text, "&a9;");
  EXPECT_EQ(t.tokens[1].text, "&f;");
  ASSERT_THAT(t.diagnostics, SizeIs(1));
  EXPECT_EQ(t.diagnostics[0].line, 3);
}

TEST(TeiReader, ElementsThatLieTooDeepAreRefused) {
  std::string deep, close;
  for (int k = 0; k < 100000; ++k) {
    deep += "<del>";
    close += "</del>";
  }
  EXPECT_THAT(refusal(document(deep + "а" + close)), HasSubstr("500 deep"));
}

TEST(TeiWriter, StrikesBesideInsertionsAreSubstitutions) {
  const std::string text = tei("не ~~ослабить~~ ^{ослабить} ~~силы~~, ^{а} ~~б~~ ~~до ^{сего} дня~~");
  EXPECT_THAT(text, HasSubstr("не <subst><del rend=\"line\">ослабить</del> <add hand=\"#hand\" "
                              "place=\"above\">ослабить</add></subst> <del rend=\"line\">силы</del>, "));
  EXPECT_THAT(
      text,
      HasSubstr("<subst><add hand=\"#hand\" place=\"above\">а</add> <del rend=\"line\">б</del></subst>"));
  EXPECT_THAT(text,
              HasSubstr("<del rend=\"line\">до <add hand=\"#hand\" place=\"above\">сего</add> дня</del>"));
}

TEST(TeiWriter, TheHeaderHasTitleAndCallNumber) {
  const std::string text =
      tei("Телеграмма\n\n2 мая 1950\n\nCitation:\n\nГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12–16об.\n\nOriginal "
          "Language:\n\nRussian\n\nСов. секретно\n\n13 44\n\nТекст □□□");
  EXPECT_THAT(text, HasSubstr("<title>Телеграмма</title>"));
  EXPECT_THAT(text, HasSubstr("<msIdentifier><repository>ГАРФ</repository><idno>Ф. 5446. Оп. 98с. Д. 718. Л. "
                              "12–16об.</idno></msIdentifier>"));
  EXPECT_THAT(text, HasSubstr("<date>2 мая 1950</date>"));
  EXPECT_THAT(text, HasSubstr("<pb type=\"numbers\" n=\"13 44\"/>"));
  EXPECT_THAT(text, HasSubstr("<fw type=\"leafNum\" hand=\"#archive\">13 44</fw>"));
  EXPECT_THAT(text, HasSubstr("<gap reason=\"illegible\" quantity=\"3\" unit=\"chars\"/>"));
  const Transcription back = read_transcription_bytes(text, "a.xml");
  EXPECT_THAT(back.furniture, SizeIs(4));
  EXPECT_EQ(find_furniture(back, Furniture::citation)->text, "ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12–16об.");
}

TEST(TeiWriter, NothingIsADocumentAllTheSame) {
  const std::string text = tei("");
  EXPECT_THAT(text, HasSubstr("<p/>"));
  EXPECT_THAT(read_transcription_bytes(text, "").tokens, IsEmpty());
  EXPECT_THAT(tei("а\x01<&>б"), HasSubstr("а\uFFFD&lt;&amp;&gt;б"));
}

TEST(TeiReader, TextThatOnlyBeginsWithABracketIsNoXml) {
  EXPECT_FALSE(looks_like_xml("<нрзб> а"));
  EXPECT_TRUE(looks_like_xml("\xEF\xBB\xBF\n<TEI/>"));
  EXPECT_FALSE(looks_like_xml(""));
}

}  // namespace
}  // namespace folio
