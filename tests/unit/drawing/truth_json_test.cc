#include "drawing/truth_json.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "support/drawn_pages.h"

namespace folio {
namespace {

TEST(TruthJsonTest, WhatIsWrittenIsReadBack) {
  DrawnLeaf drawn = draw_leaf(testing::layered_leaf(), testing::debian_faces());
  drawn.truth.origin.stem = "leaf";
  const LeafTruth read = truth_from_json(truth_to_json(truth_of(drawn)));
  EXPECT_EQ(read.text.origin.stem, "leaf");
  EXPECT_EQ(read.text.size, drawn.truth.size);
  EXPECT_EQ(read.text.skew.degrees, 0.8);
  EXPECT_EQ(read.frame, drawn.frame);
  EXPECT_NEAR(read.grid.pitch, drawn.grid.pitch, 1e-3);
  EXPECT_NEAR(read.grid.origin.x, drawn.grid.origin.x, 1e-3);
  ASSERT_EQ(read.text.lines.size(), drawn.truth.lines.size());
  for (size_t i = 0; i < read.text.lines.size(); ++i) {
    const TextLine &one = read.text.lines[i], &other = drawn.truth.lines[i];
    EXPECT_EQ(one.id, other.id);
    EXPECT_EQ(one.layer, other.layer);
    EXPECT_EQ(one.role, other.role);
    EXPECT_EQ(one.box, other.box);
    EXPECT_NEAR(one.baseline.right.y, other.baseline.right.y, 1e-3);
    ASSERT_EQ(one.words.size(), other.words.size());
    for (size_t word = 0; word < one.words.size(); ++word) {
      EXPECT_EQ(one.words[word].text, other.words[word].text);
      EXPECT_EQ(one.words[word].box, other.words[word].box);
      EXPECT_EQ(one.words[word].status, other.words[word].status);
      EXPECT_EQ(one.words[word].strike, other.words[word].strike);
      EXPECT_EQ(one.words[word].after_id, other.words[word].after_id);
    }
  }
  ASSERT_EQ(read.text.regions.size(), drawn.truth.regions.size());
  EXPECT_EQ(read.text.regions[0].box, drawn.truth.regions[0].box);
}

TEST(TruthJsonTest, OtherJsonIsAnError) {
  for (const char* text : {"", "[]", "{}", R"({"stem": 3})"}) {
    try {
      truth_from_json(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
    }
  }
}

}  // namespace
}  // namespace folio
