#include "export/page_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "export/hocr/hocr_writer.h"
#include "export/xml/alto_writer.h"
#include "export/xml/page_xml.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

TEST(PageReader, TellsFormatsByTheirRoots) {
  EXPECT_EQ(page_format_of("<html><body/></html>"), PageFormat::hocr);
  EXPECT_EQ(
      page_format_of(
          "\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- a > b -->\n<!DOCTYPE html PUBLIC \"x\" \"y\">\n<HTML>"),
      PageFormat::hocr);
  EXPECT_EQ(page_format_of("<!DOCTYPE alto [<!ENTITY a '>'>]><alto/>"), PageFormat::alto);
  EXPECT_EQ(page_format_of("<a:alto xmlns:a='x'/>"), PageFormat::alto);
  EXPECT_EQ(page_format_of("<pc:PcGts xmlns:pc='x'>"), PageFormat::page_xml);
  for (const char* none : {"", "text", "<", "<TEI/>", "<!--", "<?xml", "<!DOCTYPE x [", "< alto"})
    EXPECT_EQ(page_format_of(none), std::nullopt) << none;
}

TEST(PageReader, ReadsEachFormatToTheSameWords) {
  const PageText page = sample_page_text();
  for (const std::string& bytes : {write_hocr(page), write_alto(page), write_page_xml(page)}) {
    const std::vector<PageText> pages = read_pages(bytes, "a");
    ASSERT_EQ(pages.size(), 1U);
    ASSERT_EQ(pages[0].lines.size(), page.lines.size());
    for (size_t i = 0; i < page.lines.size(); ++i) {
      EXPECT_EQ(pages[0].lines[i].layer, page.lines[i].layer);
      ASSERT_EQ(pages[0].lines[i].words.size(), page.lines[i].words.size());
      for (size_t k = 0; k < page.lines[i].words.size(); ++k) {
        EXPECT_EQ(pages[0].lines[i].words[k].text, page.lines[i].words[k].text);
        EXPECT_EQ(pages[0].lines[i].words[k].box, page.lines[i].words[k].box);
      }
    }
  }
}

TEST(PageReader, OtherThingsAreRefused) {
  try {
    read_pages("<TEI/>", "a.xml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.file(), "a.xml");
    EXPECT_THAT(error.what(), testing::HasSubstr("neither hOCR, ALTO nor PAGE"));
  }
}

}  // namespace
}  // namespace folio
