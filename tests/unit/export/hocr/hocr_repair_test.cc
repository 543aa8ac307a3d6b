#include "export/hocr/repair/hocr_repair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "core/error.h"
#include "core/text.h"
#include "dialects.h"
#include "export/hocr/check/hocr_check.h"
#include "export/hocr/hocr_reader.h"
#include "export/hocr/hocr_writer.h"
#include "hocr_forms.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

using testing::HasSubstr;

std::string repaired(const std::string& hocr) { return repair_hocr(hocr, "x.hocr", false).files.front(); }

/// Words with their boxes, in order.
std::vector<std::pair<std::string, Box>> words_of_pages(const std::string& hocr) {
  std::vector<std::pair<std::string, Box>> out;
  for (const PageText& page : read_hocr(hocr, "x.hocr"))
    for (const TextLine& line : page.lines)
      for (const Word& word : line.words)
        if (!word.text.empty()) out.emplace_back(word.text, word.box);
  return out;
}

/// Taken by all, with the same words at the same places, and well from then on.
void expect_mended(const std::string& hocr, const std::string& what) {
  const std::string mended = repaired(hocr);
  const HocrVerdict verdict = check_hocr(mended, "mended.hocr");
  for (const HocrFinding& finding : verdict.findings)
    EXPECT_TRUE(finding.effect == Effect::notes || finding.rule == "pages") << what << "\n"
                                                                            << describe(verdict, 3);
  EXPECT_EQ(words_of_pages(mended), words_of_pages(hocr)) << what << "\n" << mended;
  EXPECT_EQ(repaired(mended), mended) << what;
}

TEST(HocrRepair, WhatAllTakeStaysAsItIs) {
  const std::string hocr = write_hocr(sample_page_text());
  const RepairedHocr result = repair_hocr(hocr, "x.hocr", true);
  EXPECT_EQ(result.files.front(), hocr);
  EXPECT_TRUE(result.changes.empty());
}

TEST(HocrRepair, MendsEveryForm) {
  for (const HocrForm& form : hocr_forms()) {
    expect_mended(form.hocr, form.name);
    EXPECT_FALSE(repair_hocr(form.hocr, "x.hocr", false).changes.empty()) << form.name;
  }
}

TEST(HocrRepair, MendsTheDialects) {
  expect_mended(tesseract_choices_hocr(), "Tesseract, choices");
  expect_mended(tesseract_characters_hocr(), "Tesseract, characters");
  expect_mended(kraken_hocr(), "kraken");
  expect_mended(abbyy_hocr(), "ABBYY");
  expect_mended(ocropus_hocr(), "OCRopus");
}

TEST(HocrRepair, KeepsWhatIsNotTakenAsData) {
  const std::string tesseract = repaired(tesseract_choices_hocr());
  EXPECT_THAT(tesseract, HasSubstr("data-x-size=\"27.5\""));
  EXPECT_THAT(tesseract, HasSubstr("content=\"tesseract 5.3.0\""));
  EXPECT_THAT(tesseract, HasSubstr("ocrp_lang"));
  EXPECT_THAT(tesseract, HasSubstr("data-other-readings=\"8\""));
  const std::string header = repaired(tesseract_characters_hocr());
  EXPECT_THAT(header, HasSubstr("data-class=\"ocr_header\""));
  EXPECT_THAT(header, HasSubstr("baseline 0.00001 -24"));
  EXPECT_THAT(header, HasSubstr("data-confs=\"100 50\""));
  EXPECT_THAT(header, HasSubstr("data-x-bboxes=\"91 126 105 144 106 126 120 144\""));
  const std::string kraken = repaired(kraken_hocr());
  EXPECT_THAT(kraken, HasSubstr("data-region-type=\"MarginTextZone\""));
  EXPECT_THAT(kraken, HasSubstr("x_wconf 90; poly"));
  EXPECT_THAT(kraken, HasSubstr("image &quot;scans/лист 1.png&quot;; bbox 0 0 900 700"));
}

TEST(HocrRepair, KeepsOurAttributesWhenAPersonHasBrokenAFile) {
  std::string hocr = write_hocr(sample_page_text());
  hocr.replace(hocr.find("x_wconf 91"), 10, "x_wconf 91;");
  const std::string mended = repaired(hocr);
  const PageText before = read_hocr(hocr, "a").front(), after = read_hocr(mended, "b").front();
  EXPECT_EQ(write_hocr(after), write_hocr(before)) << mended;
}

TEST(HocrRepair, TextWhereNoneIsLookedForIsKept) {
  std::string hocr = good_form();
  hocr.insert(hocr.find("<span class=\"ocr_line\" id=\"line_2\""), "между ");
  hocr.insert(hocr.find("<span class=\"ocrx_word\" id=\"w_2\""), "рядом ");
  hocr.insert(hocr.find("</div>\n</body>"), "<div class=\"ocr_photo\" title=\"bbox 1 1 9 9\">штамп</div>");
  const std::string mended = repaired(hocr);
  EXPECT_TRUE(check_hocr(mended, "x").all_take_it());
  for (const char* word : {">между<", ">рядом<", ">штамп<"}) EXPECT_THAT(mended, HasSubstr(word));
}

TEST(HocrRepair, AFileAPage) {
  std::string hocr = good_form();
  const size_t begin = hocr.find("<div class=\"ocr_page\""), end = hocr.find("</body>");
  std::string second = hocr.substr(begin, end - begin);
  second.replace(second.find("ppageno 0"), 9, "ppageno 1");
  hocr.insert(end, second);
  EXPECT_EQ(repair_hocr(hocr, "x", false).files.size(), 1U);
  const std::vector<std::string> files = repair_hocr(hocr, "x", true).files;
  ASSERT_EQ(files.size(), 2U);
  for (const std::string& file : files) EXPECT_TRUE(check_hocr(file, "x").all_take_it());
  EXPECT_THAT(files[1], HasSubstr("ppageno 1"));
}

/// Some of the file's characters taken out, doubled, or put elsewhere.
std::string mutated(std::string hocr, std::mt19937& random) {
  const std::vector<std::string> pieces{"<br/>",   "ocr_line ",  "<span>",
                                        "</span>", "; x_size 3", ".5",
                                        "<del>",   "текст",      "class=\"ocr_header\"",
                                        "</p>",    "-",          "&nbsp;",
                                        "<div>",   "</div>",     "bbox"};
  for (unsigned i = 0; i <= random() % 4; ++i) {
    const size_t at = random() % hocr.size();
    const size_t length = random() % 30;
    switch (random() % 3) {
      case 0:
        hocr.erase(at, length);
        break;
      case 1:
        hocr.insert(at, pieces[random() % pieces.size()]);
        break;
      default:
        hocr.insert(at, hocr.substr(random() % hocr.size(), length));
    }
  }
  return hocr;
}

TEST(HocrRepair, MendsMutatedFiles) {
  std::mt19937 random(7);
  int read = 0;
  for (int i = 0; i < 1500; ++i) {
    // Without the declaration and the namespace it need not be well-formed.
    std::string hocr = i % 3 == 0 ? good_form() : i % 3 == 1 ? kraken_hocr() : abbyy_hocr();
    if (i % 2 == 0)
      hocr = hocr.substr(hocr.find("<html")).replace(0, hocr.substr(hocr.find("<html")).find('>'), "<html");
    hocr = mutated(hocr, random);
    RepairedHocr result;
    try {
      result = repair_hocr(hocr, "x", true);
    } catch (const Error&) {
      continue;
    }
    ++read;
    ASSERT_FALSE(result.files.empty()) << hocr;
    for (const std::string& file : result.files) {
      ASSERT_THAT(file, HasSubstr("class=\"ocr_page\"")) << hocr;
      const HocrVerdict verdict = check_hocr(file, "mended");
      ASSERT_TRUE(verdict.all_take_it()) << hocr << "\n" << file << "\n" << describe(verdict, 3);
    }
    // No character that a reader found is lost.
    std::multiset<std::string> before, after;
    const auto add = [](const std::string& text, std::multiset<std::string>& into) {
      for (const std::string& cluster : grapheme_clusters(text)) into.insert(cluster);
    };
    for (const auto& [text, box] : words_of_pages(hocr)) add(text, before);
    for (const std::string& file : result.files)
      for (const auto& [text, box] : words_of_pages(file)) add(text, after);
    ASSERT_TRUE(std::ranges::includes(after, before)) << hocr << "\n" << result.files.front();
  }
  EXPECT_GT(read, 500);
}

}  // namespace
}  // namespace folio
