#include "export/xml/page_xml_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/text.h"
#include "export/clean_text.h"
#include "export/xml/page_xml.h"
#include "golden_file.h"
#include "store/json_page_text.h"
#include "support/sample_page_text.h"
#include "xml_rules.h"

namespace folio {
namespace {

using testing::FormatRules;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kShare = "0|1|0\\.[0-9]{1,3}";
constexpr const char* kPoints = "([0-9]+,[0-9]+ )+[0-9]+,[0-9]+";

/// Of PAGE 2024-07-15, for what we write.
const FormatRules& page_rules() {
  static const FormatRules rules{
      {{"PcGts", {"Metadata Page ", {"xmlns"}}},
       {"Metadata", {"Creator Created LastChange (MetadataItem )*", {}}},
       {"Creator", {"", {}}},
       {"Created", {"", {}}},
       {"LastChange", {"", {}}},
       {"MetadataItem", {"(Labels )*", {"value"}, {{"type", "processingStep"}}}},
       {"Labels", {"(Label )*", {}}},
       {"Label", {"", {"value"}}},
       {"Page",
        {"(ReadingOrder )?(Layers )?(Relations )?(UserDefined )?(TextRegion |GraphicRegion |ImageRegion )*",
         {"imageFilename", "imageWidth", "imageHeight"},
         {{"imageResolutionUnit", "PPI"}, {"orientation", "-?[0-9.]+"}, {"primaryLanguage", "Russian"}}}},
       {"ReadingOrder", {"OrderedGroup ", {}}},
       {"OrderedGroup", {"(RegionRefIndexed )+", {"id"}}},
       {"RegionRefIndexed", {"", {"index", "regionRef"}, {{"index", "[0-9]+"}}}},
       {"Layers", {"(Layer )+", {}}},
       {"Layer", {"(RegionRef )+", {"id", "zIndex"}, {{"zIndex", "[0-9]+"}}}},
       {"RegionRef", {"", {"regionRef"}}},
       {"Relations", {"(Relation )+", {}}},
       {"Relation", {"SourceRegionRef TargetRegionRef ", {"id"}, {{"type", "link"}}}},
       {"SourceRegionRef", {"", {"regionRef"}}},
       {"TargetRegionRef", {"", {"regionRef"}}},
       {"UserDefined", {"(UserAttribute )+", {}}},
       {"UserAttribute", {"", {}, {{"type", "xsd:string"}}}},
       {"TextRegion",
        {"Coords (TextLine )+(TextEquiv )?(TextStyle )?",
         {"id"},
         {{"type", "paragraph|heading|page-number|marginalia|other"},
          {"production", "typewritten|handwritten-cursive|printed|other"},
          {"orientation", "90|180|-90"}}}},
       {"GraphicRegion",
        {"Coords ", {"id"}, {{"type", "stamp|signature|handwritten-annotation|letterhead|other"}}}},
       {"ImageRegion", {"Coords ", {"id"}, {{"type", "none is allowed"}}}},
       {"Coords", {"", {"points"}}},
       {"TextLine", {"Coords (Baseline )?(Word )*(TextEquiv )?(UserDefined )?", {"id"}}},
       {"Baseline", {"", {"points"}}},
       {"Word", {"Coords (Glyph )*(TextEquiv ){1,2}(TextStyle )?", {"id"}}},
       {"Glyph", {"Coords (TextEquiv )+", {"id"}}},
       {"TextEquiv", {"Unicode ", {}, {{"index", "[0-9]+"}}}},
       {"Unicode", {"", {}}},
       {"TextStyle", {"", {}, {{"strikethrough", "true"}, {"monospace", "true"}}}}},
      {{"points", kPoints}, {"conf", kShare}},
      "id",
      {"regionRef"}};
  return rules;
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(xml.c_str()));
  return document;
}

std::vector<PageText> read(const std::string& xml) { return read_page_xml(xml, "page.xml"); }

std::string shown(PageText page) {
  for (TextLine& line : page.lines) line.baseline = {};  // whole pixels
  return json_of(page).dump(1);
}

/// What PAGE carries of a page: see write_page_xml.
PageText carried(PageText page) {
  page.origin.file = page.origin.file.filename();
  page.typewriting.clear();
  page.skew.column_degrees = page.skew.column_confidence = 0;
  if (page.skew.confidence == 0) page.skew = {};
  for (TextLine& line : page.lines) {
    for (Word& word : line.words) {
      word.text = clean_text(word.text);
      word.ocr = clean_text(word.ocr);
      testing::carry_glyphs(word);
    }
  }
  return page;
}

void expect_round_trip(const PageText& page) {
  const std::vector<PageText> pages = read(write_page_xml(page));
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(shown(pages[0]), shown(carried(page)));
}

/// The sample with characters and an explained reader.
PageText rich_page() {
  PageText page = sample_page_text();
  page.lines[3].words[0].glyphs = {{"прош", {310, 480, 400, 530}, 0.9, {{"щ", 0.08}, {"ни", 0.01}}},
                                   {"у", {400, 480, 500, 530}, 0.7, {}}};
  page.lines[3].reader = "folio typed-line";
  page.lines[3].reader_reason = "typewriting; without a doubtful word";
  page.lines[2].words[0].strike_confidence = 0.4;
  return page;
}

TEST(PageXmlWriter, AgreesWithTheGoldenFile) {
  testing::expect_golden("xml/sample.page.xml", write_page_xml(rich_page()));
}

TEST(PageXmlWriter, KeepsTheRulesOfTheSchema) {
  EXPECT_THAT(testing::broken_rules(parsed(write_page_xml(rich_page())), page_rules()), IsEmpty());
  EXPECT_THAT(testing::broken_rules(parsed(write_page_xml(PageText())), page_rules()), IsEmpty());
  for (unsigned seed = 0; seed < 100; ++seed) {
    const std::string xml = write_page_xml(random_page_text(seed));
    ASSERT_THAT(testing::broken_rules(parsed(xml), page_rules()), IsEmpty()) << "seed " << seed << "\n"
                                                                             << xml;
  }
}

TEST(PageXmlWriter, IdsThatAreNoNamesOrComeTwiceBecomeOthers) {
  PageText page = rich_page();
  page.lines[1].words[0].id = page.lines[1].words[1].id = "1 <ш>";
  page.lines[3].id = page.lines[1].id;
  page.regions[0].id = "";
  EXPECT_THAT(testing::broken_rules(parsed(write_page_xml(page)), page_rules()), IsEmpty());
}

TEST(PageXmlWriter, SaysWhatEachLayerAndWordIs) {
  const std::string xml = write_page_xml(rich_page());
  EXPECT_THAT(xml, HasSubstr("production=\"typewritten\" custom=\"layer {name:typed;} role {name:body;}\""));
  EXPECT_THAT(xml, HasSubstr("production=\"handwritten-cursive\""));
  EXPECT_THAT(xml,
              HasSubstr("<GraphicRegion id=\"region_1\" custom=\"layer {name:stamp; confidence:0.75;} role "
                        "{name:stamp;}\" type=\"stamp\""));
  EXPECT_THAT(xml, HasSubstr("type=\"signature\""));
  EXPECT_THAT(xml, HasSubstr("<TextStyle strikethrough=\"true\" />"));
  EXPECT_THAT(xml, HasSubstr("anchor {after:w_3;}"));
  EXPECT_THAT(xml, HasSubstr("caption=\"hand\""));
  EXPECT_THAT(xml, HasSubstr("<Label value=\"cccc"));
  EXPECT_THAT(xml, HasSubstr("<SourceRegionRef regionRef=\"region_of_line_3\""));
  EXPECT_THAT(xml, HasSubstr("1970-01-01T00:00:00Z"));
}

TEST(PageXmlReader, ReadsBackThePage) {
  expect_round_trip(sample_page_text());
  expect_round_trip(rich_page());
}

TEST(PageXmlReader, ReadsBackAnyPage) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    expect_round_trip(random_page_text(seed));
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
}

TEST(PageXmlReader, ReadsTranskribus) {
  const auto pages = read(R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Metadata><Creator>prov=READ-COOP</Creator></Metadata>
<Page imageFilename="лист 3.jpg" imageWidth="900" imageHeight="800">
<ReadingOrder><OrderedGroup id="ro"><RegionRefIndexed index="1" regionRef="r1"/><RegionRefIndexed index="0" regionRef="r2"/></OrderedGroup></ReadingOrder>
<TextRegion id="r1" custom="readingOrder {index:1;} structure {type:marginalia;}"><Coords points="1,1 99,1 99,99 1,99"/>
 <TextLine id="l2" custom="readingOrder {index:1;}"><Coords points="10,50 110,50 110,70 10,70"/><TextEquiv><Unicode>ниже</Unicode></TextEquiv></TextLine>
 <TextLine id="l1" custom="readingOrder {index:0;} textStyle {offset:4; length:3; strikethrough:true;}"><Coords points="10,10 109,10 109,29 10,29"/>
  <Baseline points="10,25 60,24 110,27"/><TextEquiv><Unicode>раз два</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="r2"><Coords points="1,1 99,1 99,99 1,99"/><TextLine id="l3"><Coords points="1,1 9,1 9,9 1,9"/>
 <Word id="w"><Coords points="1,1 9,1 9,9 1,9"/><TextEquiv index="1"><Unicode>другое</Unicode></TextEquiv><TextEquiv index="0" conf="0.5"><Unicode>первое</Unicode></TextEquiv></Word>
 <TextEquiv><Unicode>первое</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>)");
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0].origin.stem, "лист 3");
  ASSERT_EQ(pages[0].lines.size(), 3U);
  EXPECT_EQ(pages[0].lines[0].id, "l3") << "by the reading order";
  EXPECT_EQ(pages[0].lines[0].words[0].text, "первое") << "the lowest index";
  EXPECT_DOUBLE_EQ(pages[0].lines[0].words[0].confidence, 0.5);
  const TextLine& line = pages[0].lines[1];
  EXPECT_EQ(line.id, "l1");
  EXPECT_EQ(line.role, Role::marginalia);
  EXPECT_EQ(line.box, (Box{10, 10, 110, 30}));
  EXPECT_DOUBLE_EQ(line.baseline.bend, -2);
  ASSERT_EQ(line.words.size(), 2U);
  EXPECT_EQ(line.words[0].status, WordStatus::plain);
  EXPECT_EQ(line.words[1].status, WordStatus::struck);
}

TEST(PageXmlReader, ReadsOcrDAndWhatProductionAndTypesSay) {
  const auto pages =
      read(R"(<pc:PcGts xmlns:pc="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<pc:Page imageFilename="a.tif" imageWidth="90" imageHeight="80" imageXResolution="118" imageYResolution="118" imageResolutionUnit="PPCM">
<pc:TableRegion id="t"><pc:Coords points="0,0 9,0 9,9"/><pc:TextRegion id="c" production="handwritten-cursive" orientation="-90">
 <pc:Coords points="0,0 9,0 9,19 0,19"/><pc:TextEquiv><pc:Unicode>раз
два три</pc:Unicode></pc:TextEquiv></pc:TextRegion></pc:TableRegion>
<pc:GraphicRegion id="s" type="stamp"><pc:Coords points="0,0 9,0 9,9"/></pc:GraphicRegion>
<pc:ImageRegion id="i"><pc:Coords points="0,0 9,0 9,9"/></pc:ImageRegion></pc:Page></pc:PcGts>)");
  EXPECT_NEAR(pages[0].resolution.x, 300, 1);
  ASSERT_EQ(pages[0].lines.size(), 2U);
  EXPECT_EQ(pages[0].lines[0].layer, Layer::hand);
  EXPECT_EQ(pages[0].lines[0].quarter_turns, 3);
  EXPECT_EQ(pages[0].lines[1].words.size(), 2U);
  EXPECT_EQ(pages[0].lines[1].box, (Box{0, 10, 10, 20}));
  ASSERT_EQ(pages[0].regions.size(), 1U) << "a picture is no ink of a layer";
  EXPECT_EQ(pages[0].regions[0].layer, Layer::stamp);
}

std::string failure_of(const std::string& bytes) {
  try {
    read(bytes);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    return error.message();
  }
  return "none";
}

TEST(PageXmlReader, FailuresNameFileAndLine) {
  EXPECT_THAT(failure_of("<PcGts>\n<Page>\n</PcGts>"),
              HasSubstr("page.xml: is not well-formed XML in line 3"));
  EXPECT_THAT(failure_of("<PcGts/>"), HasSubstr("no <Page>"));
  EXPECT_THAT(failure_of("<!DOCTYPE PcGts SYSTEM \"http://example.org/a.dtd\">\n<PcGts/>"),
              HasSubstr("has a document type in line 1"));
}

}  // namespace
}  // namespace folio
