#include "export/xml/tei_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/readings.h"
#include "golden_file.h"
#include "support/sample_page_text.h"
#include "transcription/notation_parser.h"
#include "transcription/tei_reader.h"
#include "xml_rules.h"

namespace folio {
namespace {

using testing::FormatRules;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kPhrases = "(lb |w |add |del |subst |seg |stamp |unclear |gap |handShift )*";

/// Of TEI P5, for what we write.
const FormatRules& tei_rules() {
  static const FormatRules rules{
      {{"TEI", {"teiHeader (facsimile )?text ", {"xmlns"}}},
       {"teiHeader", {"fileDesc (encodingDesc )?profileDesc ", {}}},
       {"fileDesc", {"titleStmt publicationStmt (notesStmt )?sourceDesc ", {}}},
       {"titleStmt", {"(title )+", {}}},
       {"title", {"", {}}},
       {"publicationStmt", {"p ", {}}},
       {"sourceDesc", {"p |(msDesc )?(bibl )*", {}}},
       {"msDesc", {"msIdentifier ", {}}},
       {"msIdentifier", {"(repository )?idno ", {}}},
       {"repository", {"", {}}},
       {"idno", {"", {}}},
       {"bibl", {"", {}}},
       {"encodingDesc", {"appInfo ", {}}},
       {"appInfo", {"(application )+", {}}},
       {"application", {"label (desc )*", {"ident", "version"}, {{"version", "[0-9]+(\\.[0-9]+){0,3}"}}}},
       {"label", {"", {}}},
       {"desc", {"", {}}},
       {"profileDesc", {"(langUsage )?handNotes ", {}}},
       {"langUsage", {"(language )+", {}}},
       {"language", {"", {"ident"}}},
       {"handNotes", {"(handNote )+", {}}},
       {"handNote", {"", {"xml:id", "medium"}}},
       {"facsimile", {"(surface )+", {}}},
       {"surface", {"(desc )?graphic (zone )*", {"xml:id", "ulx", "uly", "lrx", "lry"}}},
       {"graphic", {"", {"url", "width", "height"}, {{"url", "[A-Za-z0-9._~%-]*"}}}},
       {"zone", {"", {"xml:id", "type", "ulx", "uly", "lrx", "lry"}}},
       {"text", {"body ", {}}},
       {"body", {"div ", {}}},
       {"div", {"(pb |fw |note )*(p |ab )(pb |fw |note |p |ab )*", {"type"}}},
       {"pb", {"", {"n", "facs"}}},
       {"p", {kPhrases, {}}},
       {"ab", {kPhrases, {"type"}}},
       {"fw", {kPhrases, {"type"}, {{"type", "leafNum|pageNum"}}}},
       {"note", {kPhrases, {"type", "hand"}}},
       {"handShift", {"", {"new"}}},
       {"lb", {"", {"facs"}, {{"break", "no"}}}},
       {"w", {"(pc |gap )*", {"facs"}, {{"part", "[IMF]"}}}},
       {"pc", {"", {}, {{"force", "weak"}}}},
       {"add", {kPhrases, {"place"}, {{"place", "above|below|overwritten"}}}},
       {"del", {kPhrases, {"rend"}, {{"rend", "line|double-line|zigzag|cross|slant|overtyped"}}}},
       {"subst", {"(add del |del add )", {}}},
       {"seg", {kPhrases, {}}},
       {"stamp", {kPhrases, {}}},
       {"unclear", {"w ", {"cert"}, {{"cert", "low"}}}},
       {"gap", {"", {"reason"}}}},
      {{"ulx", "[0-9]+"}, {"lrx", "[1-9][0-9]*"}, {"lry", "[1-9][0-9]*"}},
      "xml:id",
      {"facs", "hand", "new"},
      "#"};
  return rules;
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(xml.c_str()));
  return document;
}

std::string tei_of(const PageText& page) { return write_tei(page, {}); }

TEST(TeiPage, AgreesWithTheGoldenFile) {
  const PageText page = sample_page_text();
  testing::expect_golden("xml/sample.tei.xml",
                         write_tei(page, {"", "ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12"}));
}

TEST(TeiPage, PagesThatAreLoadedOneByOneGiveTheSameBytes) {
  std::vector<PageText> pages;
  for (unsigned seed = 0; seed < 5; ++seed) pages.push_back(random_page_text(seed));
  const PageSequence loaded(pages.size(), [&](size_t p) { return pages[p]; });
  std::string pieces;
  size_t longest = 0;
  write_tei(loaded, {"title", ""}, [&](std::string_view piece) {
    pieces += piece;
    longest = std::max(longest, piece.size());
  });
  EXPECT_EQ(pieces, write_tei(PageSequence(pages), {"title", ""}));
  EXPECT_LT(longest, pieces.size() / 2) << "all in one piece";
}

TEST(TeiPage, KeepsTheRulesOfTheSchema) {
  const PageText page = sample_page_text(), none;
  const std::vector<PageText> three{none, page, page}, nothing;
  EXPECT_THAT(testing::broken_rules(parsed(tei_of(page)), tei_rules()), IsEmpty());
  EXPECT_THAT(testing::broken_rules(parsed(write_tei(PageSequence(three), {})), tei_rules()), IsEmpty());
  EXPECT_THAT(testing::broken_rules(parsed(write_tei(PageSequence(nothing), {})), tei_rules()), IsEmpty());
  EXPECT_THAT(testing::broken_rules(parsed(tei_of(none)), tei_rules()), IsEmpty());
  for (unsigned seed = 0; seed < 100; ++seed) {
    const std::string xml = tei_of(random_page_text(seed));
    ASSERT_THAT(testing::broken_rules(parsed(xml), tei_rules()), IsEmpty()) << "seed " << seed << "\n" << xml;
  }
}

TEST(TeiPage, SaysHowTheTextCameAbout) {
  PageText page = sample_page_text();
  std::string xml = tei_of(page);
  EXPECT_THAT(xml,
              HasSubstr("<subst><del rend=\"line\"><w facs=\"#w_3\">срочно</w></del> <add place=\"above\" "
                        "hand=\"#hand\"><w facs=\"#w_6\">немедленно</w></add></subst>"));
  EXPECT_THAT(
      xml,
      HasSubstr("<del rend=\"overtyped\"><unclear cert=\"low\"><w facs=\"#w_5\">хххх</w></unclear></del>"));
  EXPECT_THAT(xml, HasSubstr("<fw type=\"leafNum\" hand=\"#archive\">"));
  EXPECT_THAT(xml,
              HasSubstr("<note type=\"marginalia\" place=\"margin\" hand=\"#hand\" rend=\"rotate-90\">"));
  EXPECT_THAT(xml, HasSubstr("<stamp><w facs=\"#w_11\">ВХОДЯЩИЙ</w></stamp>"));
  EXPECT_THAT(xml, HasSubstr("<seg type=\"signature\" hand=\"#hand\" facs=\"#region_2\"/>"));
  EXPECT_THAT(
      xml, HasSubstr("<zone xml:id=\"w_3\" type=\"word\" ulx=\"650\" uly=\"400\" lrx=\"900\" lry=\"450\"/>"));
  EXPECT_THAT(xml, HasSubstr("models sha256:cccc"));
  page.lines[1].words[1].strike = StrikeKind::double_line;
  page.lines[2].box.y0 = 460, page.lines[2].words[0].box = {640, 460, 930, 475};
  xml = tei_of(page);
  EXPECT_THAT(xml, HasSubstr("<del rend=\"double-line\">"));
  EXPECT_THAT(xml, HasSubstr("<add place=\"below\""));
}

TEST(TeiPage, HandsShiftAndBrokenWordsHaveParts) {
  PageText page = sample_page_text();
  page.regions.clear();
  page.lines = {page.lines[1], page.lines[3], page.lines[3]};
  page.lines[0].words.back().status = WordStatus::plain;
  page.lines[0].words.back().text = "про-";
  page.lines[1].words[0].text = "шу";
  page.lines[2].id = "line_9";
  page.lines[2].layer = Layer::hand;
  page.lines[2].box = {310, 700, 800, 750};
  for (Word& word : page.lines[2].words) word.id += "b";
  const std::string xml = tei_of(page);
  EXPECT_THAT(xml, HasSubstr("part=\"I\">про<pc force=\"weak\">-</pc></w>"));
  EXPECT_THAT(xml, HasSubstr("<lb facs=\"#line_4\" break=\"no\"/><w facs=\"#w_7\" part=\"F\">шу</w>"));
  EXPECT_THAT(xml, HasSubstr("<p><handShift new=\"#hand\"/>\n<lb facs=\"#line_9\"/><w"));
  const Transcription back = read_tei(xml, "a");
  EXPECT_THAT(back.diagnostics, IsEmpty());
  EXPECT_EQ(back.tokens.back().layer, Layer::hand);
  EXPECT_EQ(back.tokens.front().layer, Layer::typed);
}

/// Words with what is said of them, as far as both forms say it: TEI tells leaf numbers by their element, a
/// doubtful word by <unclear>, and keeps no words of which a mark covers a part.
std::string told(const Transcription& transcription) {
  std::string out;
  for (const Token& token : transcription.tokens)
    out += token.text + (token.struck ? " struck" : "") + (token.inserted ? " inserted" : "") + " " +
           std::string(name_of(token.layer)) + "\n";
  return out;
}

TEST(TeiPage, ReadsBackAsTheDiplomaticReading) {
  PageText page = sample_page_text();
  std::erase_if(page.lines, [](const TextLine& line) { return line.role == Role::leaf_number; });
  EXPECT_EQ(told(read_tei(tei_of(page), "a")),
            told(parse_transcription(reading_of(page, Reading::diplomatic))));
  for (unsigned seed = 0; seed < 300; ++seed) {
    page = random_page_text(seed);
    for (TextLine& line : page.lines)
      if (line.role == Role::leaf_number || line.role == Role::page_number) line.role = Role::body;
    const Transcription back = read_tei(tei_of(page), "a");
    ASSERT_THAT(back.diagnostics, IsEmpty()) << "seed " << seed << ": " << back.diagnostics.front().message;
    ASSERT_EQ(told(back), told(parse_transcription(reading_of(page, Reading::diplomatic))))
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace folio
