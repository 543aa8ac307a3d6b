#include "export/xml/page_xml.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "export/pairs/training_lines.h"
#include "support/confirmed_page.h"
#include "support/drawn_pages.h"

namespace folio {
namespace {

std::vector<cv::Point> points_of(const pugi::xml_node& node) {
  std::vector<cv::Point> out;
  std::istringstream in(node.attribute("points").value());
  for (std::string pair; in >> pair;) {
    const size_t comma = pair.find(',');
    out.emplace_back(std::stoi(pair.substr(0, comma)), std::stoi(pair.substr(comma + 1)));
  }
  return out;
}

class PageXmlTest : public ::testing::Test {
 protected:
  PageXmlTest()
      : page_(testing::confirmed_page(draw_leaf(testing::layered_leaf(), testing::debian_faces()))) {
    for (size_t i = 0; i < page_.lines.size(); ++i) all_.push_back(i);
  }
  pugi::xml_node parse(const std::string& xml) {
    EXPECT_TRUE(document_.load_string(xml.c_str()));
    return document_.child("PcGts");
  }

  PageText page_;
  std::vector<size_t> all_;
  pugi::xml_document document_;
};

TEST_F(PageXmlTest, HasWhatTheSchemaAsksForInItsOrder) {
  const pugi::xml_node root = parse(write_page_xml_lines(page_, all_, "leaf.png"));
  EXPECT_STREQ(root.attribute("xmlns").value(),
               "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15");
  EXPECT_STREQ(root.first_child().name(), "Metadata");
  std::vector<std::string> metadata;
  for (const pugi::xml_node child : root.first_child()) metadata.emplace_back(child.name());
  EXPECT_EQ(metadata, (std::vector<std::string>{"Creator", "Created", "LastChange"}));
  const pugi::xml_node page = root.child("Page");
  EXPECT_STREQ(page.attribute("imageFilename").value(), "leaf.png");
  EXPECT_EQ(page.attribute("imageWidth").as_int(), page_.size.width);
  EXPECT_EQ(page.attribute("imageHeight").as_int(), page_.size.height);
  std::set<std::string> ids;
  size_t lines = 0;
  for (const pugi::xml_node region : page) {
    ASSERT_STREQ(region.name(), "TextRegion");
    EXPECT_STREQ(region.first_child().name(), "Coords");
    EXPECT_TRUE(ids.insert(region.attribute("id").value()).second);
    for (const pugi::xml_node line : region.children("TextLine")) {
      ++lines;
      EXPECT_TRUE(ids.insert(line.attribute("id").value()).second);
      std::vector<std::string> children;
      for (const pugi::xml_node child : line) children.emplace_back(child.name());
      EXPECT_EQ(children, (std::vector<std::string>{"Coords", "Baseline", "TextEquiv"}));
      EXPECT_EQ(points_of(line.child("Coords")).size(), 4U);
      EXPECT_GE(points_of(line.child("Baseline")).size(), 2U);
    }
  }
  EXPECT_EQ(lines, all_.size());
}

TEST_F(PageXmlTest, LinesHaveTheirTextAndLieWhereItIs) {
  const pugi::xml_node page = parse(write_page_xml_lines(page_, {1, 2}, "leaf.png")).child("Page");
  std::vector<pugi::xml_node> lines;
  for (const pugi::xml_node region : page)
    for (const pugi::xml_node line : region.children("TextLine")) lines.push_back(line);
  ASSERT_EQ(lines.size(), 2U);
  for (size_t i = 0; i < 2; ++i) {
    const TextLine& line = page_.lines[i + 1];
    EXPECT_EQ(lines[i].attribute("id").value(), line.id);
    EXPECT_EQ(lines[i].child("TextEquiv").child("Unicode").text().get(), text_on_line(line));
    EXPECT_STREQ(lines[i].child("TextEquiv").attribute("conf").value(), "0.95");
    const std::vector<cv::Point> outline = points_of(lines[i].child("Coords"));
    EXPECT_LE(outline[0].y, line.box.y0 + 8);
    EXPECT_GE(outline[2].y, line.box.y1 - 8);
    EXPECT_LE(outline[0].x, line.box.x0);
    EXPECT_GE(outline[2].x, line.box.x1 - 1);
  }
}

TEST_F(PageXmlTest, RegionsHoldLinesOfOneLayerAndRole) {
  const pugi::xml_node page = parse(write_page_xml_lines(page_, all_, "leaf.png")).child("Page");
  std::string previous;
  for (const pugi::xml_node region : page) {
    const std::string custom = region.attribute("custom").value();
    EXPECT_NE(custom, previous);
    previous = custom;
  }
  EXPECT_NE(std::string(page.find_child_by_attribute("type", "page-number").attribute("custom").value())
                .find("leaf-number"),
            std::string::npos);
}

TEST_F(PageXmlTest, PointsStayOnThePageAndNamesAreEscaped) {
  page_.lines[0].baseline = {{-400, -20}, {90000, 90000}};
  page_.lines[0].words[0].text = "а<б&\"в\"";
  const pugi::xml_node page = parse(write_page_xml_lines(page_, {0}, "a&b \"c\".png")).child("Page");
  EXPECT_STREQ(page.attribute("imageFilename").value(), "a&b \"c\".png");
  const pugi::xml_node line = page.child("TextRegion").child("TextLine");
  EXPECT_EQ(std::string(line.child("TextEquiv").child("Unicode").text().get()).find("а<б&\"в\""), 0U);
  for (const char* name : {"Coords", "Baseline"}) {
    for (const cv::Point& p : points_of(line.child(name))) {
      EXPECT_TRUE(p.x >= 0 && p.x < page_.size.width && p.y >= 0 && p.y < page_.size.height) << p;
    }
  }
}

TEST_F(PageXmlTest, NoLinesGiveAnEmptyPage) {
  EXPECT_FALSE(parse(write_page_xml_lines(page_, {}, "leaf.png")).child("Page").first_child());
}

}  // namespace
}  // namespace folio
