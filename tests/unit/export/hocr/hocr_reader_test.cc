#include "export/hocr/hocr_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_markup.h"
#include "export/hocr/hocr_writer.h"
#include "export/hocr/html_to_xml.h"
#include "store/json_page_text.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<PageText> read(const std::string& hocr) { return read_hocr(hocr, "x.hocr"); }

/// Of sure characters no alternatives are carried.
void carry(std::vector<Glyph>& glyphs) {
  for (Glyph& glyph : glyphs) {
    glyph.text = clean_text(glyph.text);
    if (glyph.confidence >= 0.945) glyph.alternatives.clear();
  }
}

/// The page as hOCR carries it: see write_hocr.
PageText carried(PageText page) {
  page.origin.file = page.origin.file.filename();
  page.resolution.x = std::round(page.resolution.x);
  page.resolution.y = std::round(page.resolution.y);
  for (TextLine& line : page.lines) {
    bool read = false;
    for (Word& word : line.words) {
      carry(word.glyphs);
      if (word.box.x0 == 0 && word.box.y0 == 0 && word.box.x1 > 1 && !word.text.empty()) word.box.x0 = 1;
      word.text = clean_text(word.text);
      word.ocr = clean_text(word.ocr);
      read = read || !word.text.empty();
    }
    for (Word& word : line.words) {
      if (word.text.empty()) word.confidence = 0;
    }
    const double foot = line.baseline.y_at(line.box.x0);
    const double slope = std::round(line.baseline.slope() * 1e4) / 1e4;
    line.baseline = {cv::Point2d(line.box.x0, std::round(foot)),
                     cv::Point2d(line.box.x1, std::round(foot) + slope * line.box.width())};
    if (!read || line.quarter_turns != 0) {
      line.baseline = {cv::Point2d(line.box.x0, line.box.y1), cv::Point2d(line.box.x1, line.box.y1)};
    }
  }
  return page;
}

void expect_round_trip(const PageText& page) {
  const std::vector<PageText> pages = read(write_hocr(page));
  ASSERT_EQ(pages.size(), 1u);
  EXPECT_EQ(json_of(pages[0]).dump(1), json_of(carried(page)).dump(1));
  EXPECT_EQ(write_hocr(pages[0]), write_hocr(page)) << "the same bytes again";
}

TEST(HocrReader, ReadsBackTheSample) { expect_round_trip(sample_page_text()); }

TEST(HocrReader, ReadsBackAnyPage) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    expect_round_trip(random_page_text(seed));
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
}

TEST(HocrReader, FiguresThatRoundAwayAreWrittenAsIfTheyWereNot) {
  PageText page = sample_page_text();
  page.skew.column_confidence = page.kind.confidence = 0.004;
  page.lines[1].x_height = 0.04;
  page.lines[1].layer_confidence = page.lines[1].words[1].strike_confidence = 0.998;
  page.lines[1].box = {-7, 395, 1200, 450};
  const std::string hocr = write_hocr(page);
  EXPECT_EQ(write_hocr(read(hocr).front()), hocr);
}

TEST(HocrReader, APersonsWordsAndWhatWasWrittenIntoUnreadFloats) {
  PageText page = sample_page_text();
  page.lines.resize(1);
  page.lines[0].words.resize(1);
  page.lines[0].words[0].source = TextSource::person;
  page.lines[0].words[0].ocr = "as read";
  expect_round_trip(page);
  page.lines[0].words.clear();
  std::string hocr = write_hocr(page);
  const size_t end = hocr.find("></div>", hocr.find("data-unread=\"line\"")) + 1;
  hocr.insert(end, "by a person");
  const std::vector<Word> words = read(hocr).front().lines.at(0).words;
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[2].text, "person");
  EXPECT_TRUE(words[2].place_inferred);
}

TEST(HocrReader, ReadsTesseract) {
  const auto pages = read(R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <body>
  <div class='ocr_page' id='page_1' title='image "a b.tif"; bbox 0 0 640 480; ppageno 0; scan_res 200 200'>
   <div class='ocr_photo' id='block_1_1' title="bbox 1 1 20 20"></div>
   <div class='ocr_carea' id='block_1_2' title="bbox 10 10 600 60">
    <p class='ocr_par' id='par_1_1' lang='rus' title="bbox 10 10 600 60">
     <span class='ocr_line' id='line_1_1' title="bbox 10 10 600 50; baseline 0.01 -7; x_size 30; x_descenders 6; x_ascenders 6">
      <span class='ocrx_word' id='word_1_1' title='bbox 10 10 200 50; x_wconf 93'><strong>Пер</strong>вое</span>
      <span class='ocrx_word' id='word_1_2' title='bbox 220 10 400 50; x_wconf 7'>второе</span>
     </span>
     <span class='ocr_header' id='line_1_2' title="bbox 10 50 600 60; textangle 90">
      <span class='ocrx_word' id='word_1_3' title='bbox 10 50 200 60; x_wconf 50'>третье</span>
      <span class='ocrx_word' id='word_1_4' title='bbox 10 50 200 60; x_wconf 50'> </span>
     </span>
    </p>
   </div>
  </div>
 </body>
</html>)");
  ASSERT_EQ(pages.size(), 1u);
  const PageText& page = pages[0];
  EXPECT_EQ(page.origin.file, "a b.tif");
  EXPECT_EQ(page.origin.stem, "a b");
  EXPECT_EQ(page.size, cv::Size(640, 480));
  EXPECT_EQ(page.resolution.x, 200);
  EXPECT_TRUE(page.regions.empty()) << "another engine's picture is no stamp";
  ASSERT_EQ(page.lines.size(), 2u);
  EXPECT_EQ(page.lines[0].layer, Layer::typed);
  EXPECT_DOUBLE_EQ(page.lines[0].baseline.y_at(10), 43);
  EXPECT_DOUBLE_EQ(page.lines[0].baseline.y_at(110), 44);
  ASSERT_EQ(page.lines[0].words.size(), 2u);
  EXPECT_EQ(page.lines[0].words[0].text, "Первое");
  EXPECT_DOUBLE_EQ(page.lines[0].words[1].confidence, 0.07);
  EXPECT_EQ(page.lines[0].words[1].box, (Box{220, 10, 400, 50}));
  EXPECT_EQ(page.lines[1].quarter_turns, 1);
  EXPECT_EQ(page.lines[1].words.size(), 1u) << "an empty word is none";
}

TEST(HocrReader, ReadsLinesWithoutWordsAndHtml) {
  const auto pages = read(
      "<html><head><meta charset=\"utf-8\"><title>x</title><script>if (a < b) {}</script></head><body>\n"
      "<div class=\"ocr_page\" title='bbox 0 0 100 100'>\n"
      "<span class=\"ocr_line\" title=\"bbox 0 10 100 "
      "30\">раз&nbsp;два<br>&laquo;т&raquo;</span></div></body></html>");
  ASSERT_EQ(pages.size(), 1u);
  ASSERT_EQ(pages[0].lines.size(), 1u);
  const auto& words = pages[0].lines[0].words;
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].text, "раз");
  EXPECT_EQ(words[1].text, "два«т»");
  EXPECT_TRUE(words[0].place_inferred);
  EXPECT_EQ(words[0].box, (Box{0, 10, 30, 30}));
  EXPECT_EQ(words[1].box, (Box{40, 10, 100, 30}));
}

TEST(HocrReader, ReadsKrakenConfidences) {
  const auto pages = read(
      "<html><body><div class=\"ocr_page\" title=\"bbox 0 0 9 9\"><span class=\"ocr_line\" title=\"bbox 0 0 "
      "9 9\">"
      "<span class=\"ocrx_word\" id=\"s1\" title=\"bbox 0 0 4 4; x_confs 0.5 1.0\">ab</span>"
      "<span class=\"ocrx_word\" id=\"s2\" title=\"bbox 0 0 4 4; x_confs 50 100\">ab</span>"
      "</span></div></body></html>");
  ASSERT_EQ(pages[0].lines[0].words.size(), 2u);
  EXPECT_DOUBLE_EQ(pages[0].lines[0].words[0].confidence, 0.75);
  EXPECT_DOUBLE_EQ(pages[0].lines[0].words[1].confidence, 0.75);
}

TEST(HocrReader, TakesTheFirstAlternativeAndJoinsCharacters) {
  const auto pages = read(
      "<html><body><div class='ocr_page' title='bbox 0 0 9 9'><span class='ocr_line' title='bbox 0 0 9 9'>"
      "<span class='ocrx_word' title='bbox 0 0 4 4'><span class='alternatives'><ins class='alt'>кот</ins>"
      "<del class='alt'>код</del></span></span>\n"
      "<span class='ocrx_word' title='bbox 0 0 4 4'>\n <span class='ocrx_cinfo'>э</span>\n"
      " <span class='ocrx_cinfo'>к</span>\n</span>"
      "</span></div></body></html>");
  const auto& words = pages[0].lines[0].words;
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].text, "кот");
  EXPECT_EQ(words[0].status, WordStatus::plain);
  EXPECT_EQ(words[1].text, "эк");
  EXPECT_NE(words[0].id, words[1].id);
}

TEST(HocrReader, ReadsPlainDelAndInsAndFlows) {
  const auto pages = read(
      "<html><body><div class='ocr_page' title='bbox 0 0 9 9'><div class='ocr_carea' title='bbox 0 0 9 9; "
      "cflow \"hand\"'>"
      "<p class='ocr_par'><span class='ocr_line' title='bbox 0 0 9 9'><span class='ocrx_word' title='bbox 0 "
      "0 4 4'>"
      "<del>a</del></span> <span class='ocrx_word' title='bbox 0 0 4 4'><ins>b</ins></span></span></p></div>"
      "</div><div class='ocr_page' title='bbox 0 0 5 5'><span class='ocrx_word' title='bbox 1 1 2 "
      "2'>c</span></div>"
      "</body></html>");
  ASSERT_EQ(pages.size(), 2u);
  ASSERT_EQ(pages[0].lines.size(), 1u);
  EXPECT_EQ(pages[0].lines[0].layer, Layer::hand);
  EXPECT_EQ(pages[0].lines[0].words[0].status, WordStatus::struck);
  EXPECT_EQ(pages[0].lines[0].words[1].status, WordStatus::inserted);
  EXPECT_EQ(pages[1].origin.page_idx, 1);
  ASSERT_EQ(pages[1].lines.size(), 1u) << "a word outside of lines makes one";
  EXPECT_EQ(pages[1].lines[0].box, (Box{1, 1, 2, 2}));
}

std::string failure_of(const std::string& bytes) {
  try {
    read(bytes);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    EXPECT_EQ(error.file(), "x.hocr");
    return error.what();
  }
  return "none";
}

TEST(HocrReader, FailuresNameTheLine) {
  EXPECT_THAT(failure_of("<?xml version='1.0'?><html>\n<body>\n<div class='ocr_page'>\n</body></html>"),
              HasSubstr("line 4, column 3: is not well-formed"));
  EXPECT_THAT(failure_of("<html><body>text</body></html>"), HasSubstr("no ocr_page"));
  EXPECT_THAT(failure_of(""), HasSubstr("line 1"));
  EXPECT_THAT(failure_of("plain text, no markup"), HasSubstr("line 1"));
}

TEST(HocrReader, RefusesBottomlessNesting) {
  std::string bytes = "<div class='ocr_page'>";
  for (int i = 0; i < 100000; ++i) bytes += "<div>";
  for (int i = 0; i < 100000; ++i) bytes += "</div>";
  EXPECT_THAT(failure_of(bytes + "</div>"), HasSubstr("nested too deeply"));
}

TEST(HocrMarkup, TitlesWithQuotesAndSemicolons) {
  const auto properties = parse_title(" image \"a; b.tif\" ;bbox 1 2 3 4;; x_wconf  90; bbox 9 9 9 9");
  EXPECT_EQ(properties.at("image"), "a; b.tif");
  EXPECT_EQ(properties.at("bbox"), "1 2 3 4");
  EXPECT_EQ(properties.at("x_wconf"), "90");
  EXPECT_EQ(properties.size(), 3u);
}

TEST(HocrMarkup, Boxes) {
  EXPECT_EQ(parse_bbox("1 2.6 3 4"), (Box{1, 3, 3, 4}));
  EXPECT_EQ(parse_bbox("1 2 3"), std::nullopt);
  EXPECT_EQ(parse_bbox("1 2 3 nan"), std::nullopt);
  EXPECT_EQ(parse_bbox("1 2 3 99999999999"), std::nullopt);
}

TEST(HocrMarkup, XmlStaysAsItIs) {
  const std::string hocr = write_hocr(sample_page_text());
  EXPECT_EQ(xml_from_html(hocr), hocr);
  EXPECT_EQ(xml_from_html("<br><IMG a='>'>&unknown;&amp;</br>"), "<br/><IMG a='>'/>&unknown;&amp;");
}

}  // namespace
}  // namespace folio
