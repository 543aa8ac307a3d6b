#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "dialects.h"
#include "export/hocr/hocr_reader.h"
#include "export/hocr/hocr_source.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

PageText read(const std::string& hocr) { return read_hocr(hocr, "x.hocr").front(); }

std::vector<std::string> texts(const TextLine& line) {
  std::vector<std::string> out;
  for (const Word& word : line.words) out.push_back(word.text);
  return out;
}

std::string failure_of(const std::string& bytes) {
  try {
    read_hocr(bytes, "x.hocr");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    return error.what();
  }
  return "none";
}

/// A page with one line around `content`.
std::string with_line(const std::string& content) {
  return "<html><body><div class='ocr_page' title='bbox 0 0 99 99'><p class='ocr_par'><span class='ocr_line' "
         "title='bbox 0 0 90 9'>" +
         content + "</span></p></div></body></html>";
}

TEST(HocrDialects, TesseractsChoicesAreNoText) {
  const PageText page = read(tesseract_choices_hocr());
  ASSERT_EQ(page.lines.size(), 1U);
  EXPECT_THAT(texts(page.lines[0]), ElementsAre("В", "его"));
  EXPECT_DOUBLE_EQ(page.lines[0].words[1].confidence, 0.71);
}

TEST(HocrDialects, TesseractsCharacterBoxes) {
  const PageText page = read(tesseract_characters_hocr());
  ASSERT_EQ(page.lines.size(), 1U);
  ASSERT_THAT(texts(page.lines[0]), ElementsAre("Вс"));
  const std::vector<Glyph>& glyphs = page.lines[0].words[0].glyphs;
  ASSERT_EQ(glyphs.size(), 2U);
  EXPECT_EQ(glyphs[1].text, "с");
  EXPECT_EQ(glyphs[1].box, (Box{106, 126, 120, 144}));
  EXPECT_DOUBLE_EQ(glyphs[1].confidence, 0.5);
}

TEST(HocrDialects, Kraken) {
  const PageText page = read(kraken_hocr());
  EXPECT_EQ(page.origin.file, "scans/лист 1.png");
  EXPECT_EQ(page.size, cv::Size(900, 700));
  ASSERT_EQ(page.lines.size(), 2U);
  EXPECT_EQ(page.lines[0].role, Role::marginalia);
  EXPECT_EQ(page.lines[1].role, Role::body);
  ASSERT_THAT(texts(page.lines[0]), ElementsAre("на", "дом"));
  EXPECT_DOUBLE_EQ(page.lines[0].words[0].confidence, 0.725);
  ASSERT_EQ(page.lines[0].words[1].glyphs.size(), 3U);
  EXPECT_DOUBLE_EQ(page.lines[0].words[1].glyphs[1].confidence, 0.9);
}

TEST(HocrDialects, AbbyyConverted) {
  const PageText page = read(abbyy_hocr());
  ASSERT_EQ(page.lines.size(), 2U);
  EXPECT_THAT(texts(page.lines[0]), ElementsAre("да"));
  EXPECT_EQ(page.lines[0].words[0].glyphs[1].box, (Box{55, 10, 100, 60}));
  ASSERT_THAT(texts(page.lines[1]), ElementsAre("не", "то")) << "words of one character each";
  EXPECT_EQ(page.lines[1].words[0].box, (Box{10, 300, 50, 350}));
  EXPECT_DOUBLE_EQ(page.lines[1].words[1].confidence, 0.65);
  EXPECT_EQ(page.lines[1].words[1].glyphs.size(), 2U);
}

TEST(HocrDialects, SpacedOutWordsStay) {
  std::string words;
  for (const char* letter : {"П", "Р", "И", "К", "А", "З"})
    words += std::string("<span class='ocrx_word' title='bbox 0 0 5 9'>") + letter + "</span>\n";
  EXPECT_EQ(read(with_line(words)).lines[0].words.size(), 6U);
}

TEST(HocrDialects, HtmlThatIsNoXml) {
  const PageText page = read(ocropus_hocr());
  EXPECT_EQ(page.origin.file, "book/0001.bin.png");
  EXPECT_EQ(page.size, cv::Size(500, 120)) << "worked out, for the page does not say";
  ASSERT_EQ(page.lines.size(), 2U);
  EXPECT_THAT(texts(page.lines[0]), ElementsAre("Первая", "строка", "—", "вот"));
  EXPECT_THAT(texts(page.lines[1]), ElementsAre("вторая", "&", "последняя"));
}

TEST(HocrDialects, MarksAroundWordsAndReplacedWords) {
  const PageText page =
      read(with_line("<del><span class='ocrx_word' id='a' title='bbox 0 0 9 9'>раз</span></del> <ins><span "
                     "class='ocrx_word' "
                     "title='bbox 9 0 19 9'>два</span></ins> <span class='ocrx_word' id='c' title='bbox 20 0 "
                     "30 9; x_wconf 97.6'>"
                     "<del>три</del><ins>пять</ins></span>"));
  ASSERT_THAT(texts(page.lines[0]), ElementsAre("раз", "два", "три", "пять"));
  const std::vector<Word>& words = page.lines[0].words;
  EXPECT_EQ(words[0].status, WordStatus::struck);
  EXPECT_EQ(words[1].status, WordStatus::inserted);
  EXPECT_EQ(words[2].status, WordStatus::struck);
  EXPECT_EQ(words[3].status, WordStatus::inserted);
  EXPECT_EQ(words[3].after_id, "c");
  EXPECT_NE(words[3].id, words[2].id);
  EXPECT_DOUBLE_EQ(words[3].confidence, 0.976);
}

TEST(HocrDialects, LinesWithinLinesAndWordsWithoutBoxes) {
  const PageText page =
      read(with_line("<span class='ocrx_word'>до</span><span class='ocr_line typed' title='bbox 5 1 9 "
                     "9'><span class='ocrx_word' "
                     "title='bbox 5 1 9 9'>внутри</span></span><span class='ocrx_word'>после</span>"));
  ASSERT_EQ(page.lines.size(), 2U);
  EXPECT_THAT(texts(page.lines[0]), ElementsAre("до", "после"));
  EXPECT_THAT(texts(page.lines[1]), ElementsAre("внутри"));
  EXPECT_EQ(page.lines[0].words[1].box, (Box{34, 0, 90, 9}));
  EXPECT_TRUE(page.lines[0].words[1].place_inferred);
}

TEST(HocrDialects, ASecondPageOfOnePictureIsALayerOfIt) {
  const std::string page = "<div class='ocr_page' title='image \"a\"; bbox 0 0 9 9; ppageno 0'>";
  const std::string other = "<div class='ocr_page' title='image \"a\"; bbox 0 0 9 9; ppageno 1'>";
  const std::string word = "<span class='ocrx_word' title='bbox 1 1 2 2'>a</span></div>";
  const auto count = [&](const std::string& second) {
    return read_hocr("<html><body>" + page + word + second + word + "</body></html>", "x").size();
  };
  EXPECT_EQ(count(page), 1U);
  EXPECT_EQ(count(other), 2U);
}

TEST(HocrHostile, EntitiesAreRefused) {
  const std::string page = "<html><body><div class='ocr_page'>&lol;</div></body></html>";
  EXPECT_THAT(failure_of("<?xml version='1.0'?>\n<!DOCTYPE html [<!ENTITY lol \"lol\"><!ENTITY lol2 "
                         "\"&lol;&lol;&lol;\">]>" +
                         page),
              HasSubstr("line 2, column 16: declares entities of its own"));
  EXPECT_THAT(
      failure_of("<!DOCTYPE html PUBLIC \"a[b\" \"c\" [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + page),
      HasSubstr("declares entities"));
  EXPECT_THAT(failure_of("<!DOCTYPE html PUBLIC \"-//W3C//DTD [XHTML]\" \"c\">\n<html><body><div "
                         "class='ocr_page'/></body></html>"),
              "none");
}

TEST(HocrHostile, WhatIsNoTextIsRefused) {
  EXPECT_THAT(failure_of(std::string("<html>\n<a\0b/></html>", 20)),
              HasSubstr("line 2, column 3: has a NUL byte"));
  EXPECT_THAT(failure_of("\xFF\xFE<\0h\0"), HasSubstr("UTF-16"));
  EXPECT_THAT(failure_of("\xEF\xBB\xBF<html><body/></html>"), HasSubstr("no ocr_page"));
}

TEST(HocrHostile, BadBytesBecomeReplacementCharacters) {
  const PageText page = read(with_line("<span class='ocrx_word' title='bbox 0 0 9 9'>a\xFF\xD0</span>"));
  EXPECT_EQ(page.lines[0].words[0].text, "a\uFFFD\uFFFD");
}

TEST(HocrHostile, TimeGrowsWithTheLengthAlone) {
  constexpr int kMany = 40000;  // squared, minutes
  std::string ampersands, unread = with_line("<span class='ocrx_word' id='w' title='bbox 0 0 9 9'>a</span>");
  for (int i = 0; i < kMany; ++i) ampersands += "& <";
  read(with_line("<span class='ocrx_word' title='" + std::string(1 << 20, '"') + "'>" + ampersands +
                 "</span>"));
  std::string floats;
  for (int i = 0; i < kMany; ++i)
    floats += "<div class='ocr_linedrawing' data-unread='word' data-line='l' data-previous='w' id='u'/>";
  unread.replace(unread.find("class='ocr_line'"), 0, "id='l' ");
  unread.insert(unread.find("</div></body>"), floats);
  EXPECT_EQ(read(unread).lines[0].words.size(), kMany + 1U);
  std::string open;
  for (int i = 0; i < kMany; ++i) open += "<p><b>x";
  EXPECT_EQ(read(with_line(open)).lines.size(), 1U);
}

}  // namespace
}  // namespace folio
