#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "drawing/leaf_description.h"

namespace folio {
namespace {

std::string problem_of(const char* json) {
  try {
    leaf_description_from_json(json);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    return error.what();
  }
  return {};
}

TEST(LeafJsonTest, AnEmptyObjectIsTheDefault) {
  const LeafDescription leaf = leaf_description_from_json("{}");
  EXPECT_EQ(leaf.seed, LeafDescription().seed);
  EXPECT_EQ(leaf.scan.dpi, 300);
  EXPECT_TRUE(leaf.lines.empty());
  EXPECT_EQ(leaf.hands.count("author"), 1U);
}

TEST(LeafJsonTest, ReadsEveryKindOfField) {
  const LeafDescription leaf = leaf_description_from_json(R"({
    "seed": 18446744073709551615, "left_mm": 12.5,
    "paper": {"tone": "#e9dfc6", "stains": 3, "punch_holes": 4}, "scan": {"skew_degrees": -1.5, "neighbor_right": true},
    "typewriter": {"pitch_mm": 2.54, "wear": {"jitter_mm": 0.1}},
    "lines": ["раз", {"text": "два", "row": 4.5, "column": 3, "role": "heading"}],
    "hands": {"clerk": {"ink": "#010203", "pencil": true}},
    "hand_texts": [{"text": "44", "hand": "clerk", "role": "leaf-number", "struck": true, "after_line": 1, "after_word": 0}],
    "pen_marks": [{"points_mm": [[1, 2], [3, 4.5]], "role": "signature"}],
    "stamps": [{"shape": "round", "ring": "АРХИВ", "lines": ["1"]}],
    "printed": [{"text": "Зак. 1", "em_mm": 2}]})");
  EXPECT_EQ(leaf.seed, 18446744073709551615U);
  EXPECT_EQ(leaf.left_mm, 12.5);
  EXPECT_EQ(leaf.paper.tone, (Color{0xe9, 0xdf, 0xc6}));
  EXPECT_EQ(leaf.paper.stains, 3);
  EXPECT_EQ(leaf.paper.punch_holes, 4);
  EXPECT_TRUE(leaf.scan.neighbor_right);
  EXPECT_FALSE(leaf.scan.neighbor_left);
  EXPECT_EQ(leaf.paper.width_mm, 210);
  EXPECT_EQ(leaf.scan.skew_degrees, -1.5);
  EXPECT_EQ(leaf.typewriter.pitch_mm, 2.54);
  EXPECT_EQ(leaf.typewriter.wear.jitter_mm, 0.1);
  ASSERT_EQ(leaf.lines.size(), 2U);
  EXPECT_FALSE(leaf.lines[0].row.has_value());
  EXPECT_EQ(leaf.lines[1].row, 4.5);
  EXPECT_EQ(leaf.lines[1].column, 3);
  EXPECT_EQ(leaf.lines[1].role, Role::heading);
  EXPECT_EQ(leaf.hands.at("clerk").ink, (Color{1, 2, 3}));
  EXPECT_TRUE(leaf.hands.at("clerk").pencil);
  ASSERT_EQ(leaf.hand_texts.size(), 1U);
  EXPECT_TRUE(leaf.hand_texts[0].struck);
  EXPECT_EQ(leaf.hand_texts[0].role, Role::leaf_number);
  EXPECT_EQ(leaf.hand_texts[0].after_line, 1);
  ASSERT_EQ(leaf.pen_marks.size(), 1U);
  EXPECT_EQ(leaf.pen_marks[0].points_mm[1], cv::Point2d(3, 4.5));
  ASSERT_EQ(leaf.stamps.size(), 1U);
  EXPECT_EQ(leaf.stamps[0].shape, Stamp::Shape::round);
  ASSERT_EQ(leaf.printed.size(), 1U);
  EXPECT_EQ(leaf.printed[0].em_mm, 2);
}

TEST(LeafJsonTest, SaysWhichFieldIsWrong) {
  EXPECT_NE(problem_of(R"({"pitch": 2.6})").find("\"pitch\""), std::string::npos);
  EXPECT_NE(problem_of(R"({"paper": {"tone": "beige"}})").find("beige"), std::string::npos);
  EXPECT_NE(problem_of(R"({"paper": {"tone": "#12345g"}})").find("#12345g"), std::string::npos);
  EXPECT_NE(problem_of(R"({"scan": {"dpi": "three hundred"}})").find("scan.dpi"), std::string::npos);
  EXPECT_NE(problem_of(R"({"lines": [{"text": "a", "role": "poem"}]})").find("lines[0].role"),
            std::string::npos);
  EXPECT_NE(problem_of(R"({"stamps": [{"shape": "heart"}]})").find("stamps[0].shape"), std::string::npos);
  EXPECT_NE(problem_of(R"({"lines": "раз"})").find("lines"), std::string::npos);
  EXPECT_NE(problem_of("{").find("JSON"), std::string::npos);
}

}  // namespace
}  // namespace folio
