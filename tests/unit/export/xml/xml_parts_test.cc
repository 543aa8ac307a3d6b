#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "export/xml/foreign_names.h"
#include "export/xml/page_xml_custom.h"
#include "export/xml/xml_output.h"
#include "export/xml/xml_points.h"

namespace folio {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(XmlIds, NamesStayAndOthersBecomeSome) {
  XmlIds ids;
  EXPECT_EQ(ids.make("w_1"), "w_1");
  EXPECT_EQ(ids.make("w_1"), "made_1");
  EXPECT_EQ(ids.make("1"), "_1");
  EXPECT_EQ(ids.make(""), "_");
  EXPECT_EQ(ids.make("a b:ш"), "a_b___");
  EXPECT_EQ(ids.make("made_2"), "made_2");
  EXPECT_EQ(ids.make("made_2"), "made_3");
}

TEST(XmlOutput, NumbersAndTags) {
  EXPECT_EQ(confidence_text(0.50001), "0.5");
  EXPECT_EQ(confidence_text(7), "1");
  EXPECT_EQ(confidence_text(-1), "0");
  EXPECT_EQ(confidence_text(std::nan("")), "0");
  EXPECT_EQ(decimal(-0.0001, 2), "0");
  EXPECT_EQ(decimal(100, 0), "100");
  for (const char* tag : {"ru", "sr-Latn", "x-a1"}) EXPECT_TRUE(is_language_tag(tag)) << tag;
  for (const char* tag : {"", "ru-", "-", "ru_RU", "russianlanguage", "r1", "ру"})
    EXPECT_FALSE(is_language_tag(tag)) << tag;
  EXPECT_EQ(uri_of("a б%.tif"), "a%20%D0%B1%25.tif");
}

TEST(XmlOutput, BoxesLieOnThePageAndHoldAPixel) {
  EXPECT_EQ(box_on_page({-5, 2, 200, 90}, {100, 50}), (Box{0, 2, 100, 50}));
  EXPECT_EQ(box_on_page({300, 300, 300, 300}, {100, 50}), (Box{99, 49, 100, 50}));
  EXPECT_EQ(box_on_page({}, {}), (Box{0, 0, 1, 1}));
}

TEST(XmlPoints, BothFormsAndNonsense) {
  const std::vector<cv::Point2d> expected{{1, 2}, {3.5, -4}};
  EXPECT_EQ(parse_points("1,2 3.5,-4"), expected);
  EXPECT_EQ(parse_points(" 1 2\n3.5 -4 9"), expected);
  EXPECT_THAT(parse_points(""), IsEmpty());
  EXPECT_THAT(parse_points("x 1,2"), IsEmpty());
  EXPECT_THAT(parse_points("1,2 3,nan 5,6"), SizeIs(1));
  EXPECT_EQ(parse_points("1e99,1").size(), 1U);
  EXPECT_EQ(box_around(parse_points(points_text(corners_of({3, 4, 10, 12})))), (Box{3, 4, 10, 12}));
  EXPECT_TRUE(box_around({}).empty());
}

TEST(XmlPoints, BaselinesBendInTheirMiddle) {
  const Baseline line = baseline_through({{100, 12}, {0, 10}, {50, 15}});
  EXPECT_EQ(line.left.x, 0);
  EXPECT_EQ(line.right.x, 100);
  EXPECT_DOUBLE_EQ(line.bend, 4);
  EXPECT_DOUBLE_EQ(baseline_through({{0, 10}, {100, 12}}).bend, 0);
}

TEST(PageXmlCustom, PartsWithTheirValues) {
  const auto parts =
      parse_custom("readingOrder {index:0;} structure { type : heading; x; } a{} broken {b:1;");
  ASSERT_THAT(parts, SizeIs(3));
  EXPECT_EQ(parts[0].name, "readingOrder");
  EXPECT_EQ(parts[0].value("index"), "0");
  EXPECT_EQ(parts[1].value("type"), "heading");
  EXPECT_EQ(parts[1].value("none"), "");
  EXPECT_THAT(parts[2].values, IsEmpty());
  EXPECT_THAT(parse_custom("} {"), IsEmpty());
}

TEST(ForeignNames, OfProductionsZonesAndStructures) {
  EXPECT_EQ(layer_of_name("typewritten"), Layer::typed);
  EXPECT_EQ(layer_of_name("handwritten-printscript"), Layer::hand);
  EXPECT_EQ(layer_of_name("medieval-manuscript"), Layer::hand);
  EXPECT_EQ(layer_of_name("printed"), Layer::print);
  EXPECT_EQ(layer_of_name("StampZone"), Layer::stamp);
  EXPECT_EQ(layer_of_name("hand"), Layer::hand);
  for (const char* name : {"", "paragraph", "MainZone", "signature-mark", "none"})
    EXPECT_EQ(layer_of_name(name), std::nullopt) << name;
  EXPECT_EQ(role_of_name("MarginTextZone:note"), Role::marginalia);
  EXPECT_EQ(role_of_name("NumberingZone"), Role::page_number);
  EXPECT_EQ(role_of_name("page-number"), Role::page_number);
  EXPECT_EQ(role_of_name("leaf-number"), Role::leaf_number);
  EXPECT_EQ(role_of_name("InterlinearLine"), Role::insertion);
  EXPECT_EQ(role_of_name("caption"), std::nullopt);
  EXPECT_EQ(word_status_of_name("struck"), WordStatus::struck);
  EXPECT_EQ(word_status_of_name("lost"), std::nullopt);
  EXPECT_EQ(text_source_of_name("person"), TextSource::person);
}

}  // namespace
}  // namespace folio
