#include "export/hocr/hocr_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <pugixml.hpp>
#include <set>

#include "core/files.h"
#include "export/hocr/hocr_markup.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string hocr_of(PageText page) {
  page.languages = {"ru"};
  page.made_with.system = "folio test";
  return write_hocr(page);
}

pugi::xml_document parse(const std::string& hocr) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(hocr.c_str(), pugi::parse_default | pugi::parse_ws_pcdata));
  return document;
}

std::string_view class_of(const pugi::xml_node& node) { return node.attribute("class").value(); }

/// The rules of the consumers that docs/formats.md names, on every element of a file.
struct RuleChecker : pugi::xml_tree_walker {
  std::set<std::string> ids;
  bool for_each(pugi::xml_node& node) override {
    if (node.type() != pugi::node_element) return true;
    const std::string where = std::string(node.name()) + " " + node.attribute("id").value();
    const std::string title = node.attribute("title").value();
    if (std::string_view(node.name()) == "div") {
      EXPECT_FALSE(class_of(node).empty()) << where;
    }
    EXPECT_EQ(class_of(node).find(' '), std::string_view::npos) << where;
    if (const pugi::xml_attribute id = node.attribute("id")) {
      EXPECT_TRUE(ids.insert(id.value()).second) << where;
    }
    if (title.empty()) return true;
    EXPECT_NE(title.back(), ';') << where;
    const bool page = class_of(node) == "ocr_page";
    EXPECT_EQ(title.rfind(page ? "image \"" : "bbox ", 0), 0u) << where << ": " << title;
    if (!page) {
      EXPECT_EQ(title.find("image"), std::string::npos) << title;
    }
    const auto properties = parse_title(title);
    for (const auto& [name, value] : properties) {
      EXPECT_FALSE(value.empty() && name != "image") << title;
      EXPECT_TRUE(name.rfind("x_", 0) != 0 || name == "x_wconf") << title;
    }
    const Box box = parse_bbox(properties.at("bbox")).value();
    EXPECT_FALSE(box.empty()) << where;
    if (class_of(node) == "ocrx_word") {
      EXPECT_THAT(title, testing::MatchesRegex("bbox [0-9]+ [0-9]+ [0-9]+ [0-9]+; x_wconf [0-9]+"));
      EXPECT_EQ(class_of(node.parent()), "ocr_line") << where;
      // Text or one nested element, never empty.
      EXPECT_EQ(std::distance(node.begin(), node.end()), 1) << where;
      EXPECT_STRNE(node.text().get()[0] != 0 ? node.text().get() : node.first_child().text().get(), "")
          << where;
    }
    if (class_of(node) == "ocr_line") {
      EXPECT_EQ(class_of(node.parent()), "ocr_par") << where;
    }
    if (class_of(node) == "ocr_par") {
      EXPECT_EQ(class_of(node.parent()), "ocr_carea") << where;
    }
    if (class_of(node) == "ocr_carea" || class_of(node) == "ocr_photo" ||
        class_of(node) == "ocr_linedrawing") {
      EXPECT_EQ(class_of(node.parent()), "ocr_page") << where;
      EXPECT_TRUE(node.attribute("data-layer")) << where;
    }
    return true;
  }
};

TEST(HocrWriter, AgreesWithTheGoldenFile) {
  const std::filesystem::path golden = std::filesystem::path(FOLIO_GOLDEN_DIR) / "hocr" / "sample.hocr";
  const std::string written = hocr_of(sample_page_text());
  // FOLIO_REWRITE_GOLDEN=1 writes it anew; the change is then reviewed with the others.
  if (std::getenv("FOLIO_REWRITE_GOLDEN") != nullptr) write_file(golden, written);
  EXPECT_EQ(written, read_file(golden));
}

TEST(HocrWriter, KeepsTheRulesOfItsReaders) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    const std::string hocr = hocr_of(random_page_text(seed));
    RuleChecker checker;
    pugi::xml_document document = parse(hocr);
    document.traverse(checker);
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed << "\n" << hocr;
  }
}

TEST(HocrWriter, LayersAreFlowsAndAttributes) {
  const std::string hocr = hocr_of(sample_page_text());
  EXPECT_THAT(hocr, HasSubstr("title='bbox 310 400 1200 450; cflow \"typed\"' data-layer=\"typed\""));
  EXPECT_THAT(hocr, HasSubstr("cflow \"hand\"' data-layer=\"hand\""));
  EXPECT_THAT(hocr, HasSubstr("data-ocr=\"T0ВАРИЩ\" data-confs=\"58 50 99 99 99 99 99\" "
                              "data-alternatives=\"0:41:Т 0:1:Г 1:50:О\">ТОВАРИЩ</span>"));
  EXPECT_THAT(hocr, HasSubstr("data-layer=\"struck\" data-status=\"struck\" data-strike=\"line\" "
                              "data-source=\"both\"><del>срочно</del></span>"));
  EXPECT_THAT(hocr, HasSubstr("data-after=\"w_3\"><ins>немедленно</ins></span>"));
  EXPECT_THAT(hocr, HasSubstr("class=\"ocr_photo\" id=\"region_1\""));
  EXPECT_THAT(hocr, HasSubstr("class=\"ocr_linedrawing\" id=\"region_2\" title=\"bbox 300 3050 800 3200\" "
                              "data-layer=\"signature\""));
  EXPECT_THAT(hocr, HasSubstr("class=\"ocr_linedrawing\" id=\"line_5\""));
  EXPECT_THAT(hocr, HasSubstr("<meta name=\"ocr-scripts\" content=\"Cyrl Latn\"/>"));
}

TEST(HocrWriter, BaselineIsMeasuredFromTheFootOfTheLine) {
  EXPECT_THAT(hocr_of(sample_page_text()), HasSubstr("bbox 310 400 1200 450; baseline 0.0101 -9"));
}

TEST(HocrWriter, ClipsBoxesAndNeverWritesEmptyOnes) {
  PageText page = sample_page_text();
  page.size = {1000, 500};
  page.lines[1].words[0].box = {-20, -5, 100, 100};
  page.lines[1].words[1].box = {5000, 600, 5000, 600};
  const std::string hocr = hocr_of(page);
  EXPECT_THAT(hocr, HasSubstr("id=\"w_2\" title=\"bbox 1 0 100 100;")) << "BookReader drops words at 0 0";
  EXPECT_THAT(hocr, HasSubstr("id=\"w_3\" title=\"bbox 999 499 1000 500;"));
}

TEST(HocrWriter, WordsWithoutWritableTextAreUnread) {
  PageText page = sample_page_text();
  page.lines[3].words[0].text = "\x01\x02";
  const std::string hocr = hocr_of(page);
  EXPECT_THAT(hocr, HasSubstr("class=\"ocr_linedrawing\" id=\"w_7\""));
  EXPECT_THAT(hocr, Not(HasSubstr("class=\"ocrx_word\" id=\"w_7\"")));
}

TEST(HocrWriter, AnEmptyPageIsAPage) {
  const std::string hocr = write_hocr({});
  EXPECT_THAT(hocr, HasSubstr("title='image \"\"; bbox 0 0 1 1; ppageno 0; scan_res 300 300'"));
  EXPECT_THAT(hocr, HasSubstr("<meta name=\"ocr-system\" content=\"folio "));
  EXPECT_THAT(hocr, Not(HasSubstr("ocr-langs")));
}

TEST(HocrWriter, ImageNamesCannotBreakTheTitle) {
  EXPECT_EQ(encode_image_name("a\";bbox 1%\n.tif"), "a%22%3B%62box 1%25%0A.tif");
  EXPECT_EQ(encode_image_name("лист 29об.tif"), "лист 29об.tif");
  EXPECT_EQ(encode_image_name("\xFF.tif"), "%FF.tif");
  for (const std::string name : {"a\";bbox 1%\n.tif", "\xFF\xFE", "%41%", "%4", "%"}) {
    EXPECT_EQ(decode_image_name(encode_image_name(name)), name);
  }
}

}  // namespace
}  // namespace folio
