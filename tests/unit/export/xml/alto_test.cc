#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "export/clean_text.h"
#include "export/xml/alto_reader.h"
#include "export/xml/alto_writer.h"
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

/// Of ALTO 4.4, for what we write.
const FormatRules& alto_rules() {
  static const FormatRules rules{
      {{"alto", {"Description (Styles )?(Tags )?(ReadingOrder )?Layout ", {"xmlns", "SCHEMAVERSION"}}},
       {"Description", {"MeasurementUnit sourceImageInformation (Processing )+", {}}},
       {"MeasurementUnit", {"", {}}},
       {"sourceImageInformation", {"fileName (fileIdentifier )*(documentIdentifier )*", {}}},
       {"fileName", {"", {}}},
       {"fileIdentifier", {"", {}}},
       {"documentIdentifier", {"", {}}},
       {"Processing",
        {"processingCategory (processingStepDescription )+(processingStepSettings )?processingSoftware ",
         {"ID"}}},
       {"processingCategory", {"", {}}},
       {"processingStepDescription", {"", {}}},
       {"processingStepSettings", {"", {}}},
       {"processingSoftware", {"softwareName ", {}}},
       {"softwareName", {"", {}}},
       {"Tags", {"(LayoutTag |OtherTag )+", {}}},
       {"LayoutTag", {"", {"ID", "LABEL", "TYPE"}}},
       {"OtherTag", {"", {"ID", "LABEL", "TYPE"}}},
       {"ReadingOrder", {"OrderedGroup ", {}}},
       {"OrderedGroup", {"(ElementRef )+", {"ID"}}},
       {"ElementRef", {"", {"ID", "REF"}}},
       {"Layout", {"Page ", {}}},
       {"Page", {"PrintSpace ", {"ID", "PHYSICAL_IMG_NR", "WIDTH", "HEIGHT"}, {{"PC", kShare}}}},
       {"PrintSpace", {"(TextBlock )*(Illustration )*", {}}},
       {"TextBlock", {"(TextLine )+", {"ID", "HPOS"}, {{"ROTATION", "90|180|270"}}}},
       {"Illustration", {"", {"ID", "HPOS"}}},
       {"TextLine",
        {"(String (SP )?)+(HYP )?", {"ID", "HPOS"}, {{"BASELINE", "[0-9]+,[0-9]+( [0-9]+,[0-9]+)+"}}}},
       {"SP", {"", {}}},
       {"HYP", {"", {"CONTENT"}}},
       {"String",
        {"(ALTERNATIVE )*(Glyph )*",
         {"CONTENT"},
         {{"WC", kShare}, {"STYLE", "strikethrough"}, {"SUBS_TYPE", "HypPart[12]"}, {"CS", "true"}}}},
       {"ALTERNATIVE", {"", {"PURPOSE"}}},
       {"Glyph", {"(Variant )*", {"CONTENT", "GC"}, {{"GC", kShare}}}},
       {"Variant", {"", {"CONTENT", "VC"}, {{"VC", kShare}}}}},
      {{"HPOS", "[0-9]+"}, {"VPOS", "[0-9]+"}, {"WIDTH", "[1-9][0-9]*"}, {"HEIGHT", "[1-9][0-9]*"}},
      "ID",
      {"TAGREFS", "REF", "PROCESSINGREFS"}};
  return rules;
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(xml.c_str()));
  return document;
}

std::vector<PageText> read(const std::string& xml) { return read_alto(xml, "page.xml"); }

/// What ALTO carries of a page: see write_alto.
PageText carried(PageText page) {
  page.origin.file = page.origin.file.filename();
  page.origin.page_count = 1;
  page.resolution = {};
  page.skew = {};
  page.kind = {};
  page.typewriting.clear();
  if (page.doubts.size() > 1) page.doubts = {page.doubts[0] + "; " + page.doubts[1]};
  for (TextLine& line : page.lines) {
    line.baseline = {};
    line.x_height = 0;
    line.layer_confidence = 1;
    line.reader_reason.clear();
    for (Word& word : line.words) {
      word.text = clean_text(word.text);
      word.ocr = clean_text(word.ocr);
      testing::carry_glyphs(word);
      word.strike_confidence = 1;
    }
  }
  for (TextRegion& region : page.regions) region.confidence = 1;
  return page;
}

std::string shown(PageText page) {
  for (TextLine& line : page.lines) line.baseline = {};
  return json_of(page).dump(1);
}

void expect_round_trip(const PageText& page) {
  const std::vector<PageText> pages = read(write_alto(page));
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(shown(pages[0]), shown(carried(page)));
}

/// The sample with a word that is broken at a line's end, and characters.
PageText rich_page() {
  PageText page = sample_page_text();
  Word& head = page.lines[1].words.emplace_back(page.lines[1].words[2]);
  head.id = "w_20";
  head.text = head.ocr = "про-";
  head.box = {1230, 400, 1390, 450};
  page.lines[1].box.x1 = 1390;
  page.lines[3].words[0].text = page.lines[3].words[0].ocr = "шу";
  page.lines[3].words[0].glyphs = {{"ш", {310, 480, 400, 530}, 0.9, {{"щ", 0.08}, {"ни", 0.01}}},
                                   {"у", {400, 480, 500, 530}, 0.7, {}}};
  page.lines[3].reader = "folio typed-line";
  return page;
}

TEST(AltoWriter, AgreesWithTheGoldenFile) {
  testing::expect_golden("xml/sample.alto.xml", write_alto(rich_page()));
}

TEST(AltoWriter, KeepsTheRulesOfTheSchema) {
  EXPECT_THAT(testing::broken_rules(parsed(write_alto(rich_page())), alto_rules()), IsEmpty());
  EXPECT_THAT(testing::broken_rules(parsed(write_alto(PageText())), alto_rules()), IsEmpty());
  for (unsigned seed = 0; seed < 100; ++seed) {
    const std::string xml = write_alto(random_page_text(seed));
    ASSERT_THAT(testing::broken_rules(parsed(xml), alto_rules()), IsEmpty()) << "seed " << seed << "\n"
                                                                             << xml;
  }
}

TEST(AltoWriter, IdsThatAreNoNamesOrComeTwiceBecomeOthers) {
  PageText page = rich_page();
  page.lines[1].words[0].id = page.lines[1].words[1].id = "1 <ш>";
  page.lines[3].id = page.lines[1].id;
  page.regions[0].id = "";
  EXPECT_THAT(testing::broken_rules(parsed(write_alto(page)), alto_rules()), IsEmpty());
}

TEST(AltoWriter, SaysWhatEachLayerAndWordIs) {
  const std::string xml = write_alto(rich_page());
  EXPECT_THAT(xml, HasSubstr("<LayoutTag ID=\"layer_hand\" TYPE=\"layer\" LABEL=\"hand\""));
  EXPECT_THAT(xml, HasSubstr("CONTENT=\"срочно\" STYLE=\"strikethrough\""));
  EXPECT_THAT(xml, HasSubstr("<ALTERNATIVE PURPOSE=\"recognizer\">T0ВАРИЩ</ALTERNATIVE>"));
  EXPECT_THAT(xml, HasSubstr("CONTENT=\"про\" WC=\"0.9\" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"прошу\""));
  EXPECT_THAT(xml, HasSubstr("SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"прошу\""));
  EXPECT_THAT(xml, HasSubstr("<Variant CONTENT=\"щ\" VC=\"0.08\""));
  EXPECT_THAT(xml, HasSubstr("models sha256:cccc"));
  EXPECT_THAT(xml, HasSubstr("options sha256:dddd"));
  EXPECT_THAT(xml, HasSubstr("<softwareName>folio typed-line</softwareName>"));
}

TEST(AltoReader, ReadsBackThePage) {
  expect_round_trip(sample_page_text());
  expect_round_trip(rich_page());
}

TEST(AltoReader, ReadsBackAnyPage) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    expect_round_trip(random_page_text(seed));
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
}

TEST(AltoReader, BaselinesComeBackToAPixel) {
  const PageText page = sample_page_text();
  const Baseline back = read(write_alto(page)).front().lines[1].baseline;
  EXPECT_NEAR(back.y_at(310), 441, 1);
  EXPECT_NEAR(back.y_at(1200), 450, 1);
}

TEST(AltoReader, ReadsTesseract) {
  const auto pages = read(R"(<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">
 <Description><MeasurementUnit>pixel</MeasurementUnit>
  <sourceImageInformation><fileName>лист 3.tif</fileName></sourceImageInformation>
  <OCRProcessing ID="OCR_0"><ocrProcessingStep><processingSoftware><softwareName>tesseract 5.3.0</softwareName>
  </processingSoftware></ocrProcessingStep></OCRProcessing></Description>
 <Layout><Page WIDTH="640" HEIGHT="480" PHYSICAL_IMG_NR="0" ID="page_0"><PrintSpace HPOS="0" VPOS="0" WIDTH="640" HEIGHT="480">
  <Illustration ID="i" HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9"/>
  <ComposedBlock ID="c" HPOS="0" VPOS="0" WIDTH="9" HEIGHT="9"><TextBlock ID="b" HPOS="10" VPOS="10" WIDTH="390" HEIGHT="40">
   <TextLine ID="l" HPOS="10" VPOS="10" WIDTH="390" HEIGHT="40">
    <String ID="s1" HPOS="10" VPOS="10" WIDTH="190" HEIGHT="40" WC="0.93" CONTENT="Первое"/><SP WIDTH="20" VPOS="10" HPOS="200"/>
    <String ID="s2" HPOS="220" VPOS="10" WIDTH="180" HEIGHT="40" WC="0.07" CONTENT="вто"/><HYP CONTENT="&#173;"/>
   </TextLine></TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>)");
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0].origin.stem, "лист 3");
  EXPECT_EQ(pages[0].made_with.system, "tesseract 5.3.0");
  EXPECT_TRUE(pages[0].regions.empty()) << "another engine's picture is no stamp";
  ASSERT_EQ(pages[0].lines.size(), 1U);
  const std::vector<Word>& words = pages[0].lines[0].words;
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].box, (Box{10, 10, 200, 50}));
  EXPECT_DOUBLE_EQ(words[1].confidence, 0.07);
  EXPECT_EQ(words[1].text, "вто-");
  EXPECT_EQ(words[1].ocr, "вто-");
}

TEST(AltoReader, ReadsEscriptoriumAndKraken) {
  const auto pages = read(R"(<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
<Description><MeasurementUnit>pixel</MeasurementUnit></Description>
<Tags><OtherTag ID="BT1" LABEL="StampZone"/><OtherTag ID="BT2" LABEL="MarginTextZone"/><OtherTag ID="LT1" LABEL="InterlinearLine"/></Tags>
<Layout><Page WIDTH="900" HEIGHT="800" PHYSICAL_IMG_NR="1" ID="p"><PrintSpace>
<TextBlock ID="a" TAGREFS="BT1"><TextLine ID="l1" BASELINE="10 40 110 42"><Shape><Polygon POINTS="10 10 109 10 109 49 10 49"/></Shape>
<String CONTENT="раз два" WC="0.5"/></TextLine></TextBlock>
<TextBlock ID="b" TAGREFS="BT2"><TextLine ID="l2" TAGREFS="LT1" HPOS="5" VPOS="5" WIDTH="10" HEIGHT="10" BASELINE="14">
<String ID="w" CONTENT="три" STYLE="bold strikethrough" HPOS="5" VPOS="5" WIDTH="10" HEIGHT="10"><Glyph CONTENT="т" GC="0.7"/></String></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>)");
  ASSERT_EQ(pages[0].lines.size(), 2U);
  const TextLine& stamp = pages[0].lines[0];
  EXPECT_EQ(stamp.layer, Layer::stamp);
  EXPECT_EQ(stamp.box, (Box{10, 10, 110, 50}));
  EXPECT_DOUBLE_EQ(stamp.baseline.y_at(60), 41);
  ASSERT_EQ(stamp.words.size(), 2U);
  EXPECT_EQ(stamp.words[1].text, "два");
  EXPECT_EQ(stamp.words[1].box.x1, 110);
  EXPECT_EQ(pages[0].lines[1].role, Role::insertion);
  EXPECT_EQ(pages[0].lines[1].layer, Layer::hand);
  EXPECT_DOUBLE_EQ(pages[0].lines[1].baseline.y_at(7), 14);
  EXPECT_EQ(pages[0].lines[1].words[0].status, WordStatus::struck);
}

TEST(AltoReader, ReadsOtherUnitsStylesAndOrders) {
  const auto pages = read(R"(<alto xmlns="http://www.loc.gov/standards/alto/ns-v2#">
<Description><MeasurementUnit>mm10</MeasurementUnit></Description><Styles><TextStyle ID="T" FONTSTYLE="strikethrough"/></Styles>
<ReadingOrder><OrderedGroup ID="g"><OrderedGroup ID="h"><ElementRef ID="e" REF="l2"/></OrderedGroup><ElementRef ID="f" REF="l1"/></OrderedGroup></ReadingOrder>
<Layout><Page ID="p" PHYSICAL_IMG_NR="2"><PrintSpace><TextBlock ID="b"><TextLine ID="l1" STYLEREFS="T"><String CONTENT="второй"/></TextLine>
<TextLine ID="l2"><String CONTENT="первый"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>)");
  EXPECT_DOUBLE_EQ(pages[0].resolution.x, 254);
  EXPECT_EQ(pages[0].origin.page_idx, 1);
  EXPECT_EQ(pages[0].origin.stem, "page") << "that of the file";
  ASSERT_EQ(pages[0].lines.size(), 2U);
  EXPECT_EQ(pages[0].lines[0].words[0].text, "первый");
  EXPECT_EQ(pages[0].lines[1].words[0].status, WordStatus::struck);
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

TEST(AltoReader, FailuresNameFileAndLine) {
  EXPECT_THAT(failure_of("<alto>\n<Layout>\n</alto>"),
              HasSubstr("page.xml: is not well-formed XML in line 3"));
  EXPECT_THAT(failure_of("<alto/>"), HasSubstr("no <Page>"));
  EXPECT_THAT(failure_of(""), HasSubstr("line 1"));
  EXPECT_THAT(failure_of("<?xml version=\"1.0\"?>\n<!DOCTYPE alto [<!ENTITY a \"b\">]>\n<alto/>"),
              HasSubstr("has a document type in line 2"));
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<ComposedBlock>";
  for (int i = 0; i < 100000; ++i) deep += "</ComposedBlock>";
  EXPECT_THAT(failure_of("<alto><Layout><Page>" + deep + "</Page></Layout></alto>"), HasSubstr("500 deep"));
}

}  // namespace
}  // namespace folio
