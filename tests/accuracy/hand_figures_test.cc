#include "hand_figures.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TextLine line_of(Layer layer, Role role, const Box& box, const std::string& id) {
  TextLine line;
  line.layer = layer;
  line.role = role;
  line.box = box;
  Word word;
  word.id = id;
  word.box = box;
  line.words = {word};
  return line;
}

/// Two typed words, an insertion above them that follows the first, and a leaf number.
PageText truth() {
  PageText page;
  page.lines.push_back(line_of(Layer::typed, Role::body, {100, 100, 200, 120}, "t1"));
  page.lines.push_back(line_of(Layer::typed, Role::body, {230, 100, 330, 120}, "t2"));
  page.lines.push_back(line_of(Layer::hand, Role::insertion, {180, 70, 260, 90}, "h1"));
  page.lines.back().words[0].status = WordStatus::inserted;
  page.lines.back().words[0].after_id = "t1";
  page.lines.push_back(line_of(Layer::hand, Role::leaf_number, {500, 10, 530, 30}, "h2"));
  return page;
}

TEST(HandFiguresTest, ThePageItselfIsAllRight) {
  const HandCounts counts = count_hand(truth(), truth());
  EXPECT_EQ(counts.lines.at(Role::insertion).right, 1);
  EXPECT_EQ(counts.lines.at(Role::leaf_number).right, 1);
  EXPECT_EQ(counts.placed_drawn, 1);
  EXPECT_EQ(counts.placed_right, 1);
  EXPECT_EQ(counts.placed_false, 0);
}

TEST(HandFiguresTest, AnotherWordOrRoleOrPlaceIsWrong) {
  PageText found = truth();
  found.lines[2].words[0].after_id = "t2";
  found.lines[3].role = Role::marginalia;
  found.lines.push_back(line_of(Layer::hand, Role::fill_in, {10, 300, 30, 320}, "h3"));
  HandCounts counts = count_hand(truth(), found);
  EXPECT_EQ(counts.placed_found, 1);
  EXPECT_EQ(counts.placed_right, 0);
  EXPECT_EQ(counts.placed_false, 1);
  EXPECT_EQ(counts.lines.at(Role::leaf_number).found, 1);
  EXPECT_EQ(counts.lines.at(Role::leaf_number).right, 0);
  EXPECT_EQ(counts.lines.at(Role::leaf_number).taken_for.at(Role::marginalia), 1);
  found.lines[2].box = {181, 70, 219, 90};  // less than half of the drawn box
  counts = count_hand(truth(), found);
  EXPECT_EQ(counts.lines.at(Role::insertion).found, 0);
}

TEST(HandFiguresTest, ARegionMayStandForALine) {
  PageText found;
  found.regions.push_back({"r1", Layer::hand, Role::leaf_number, {490, 5, 540, 35}, 1});
  EXPECT_EQ(count_hand(truth(), found).lines.at(Role::leaf_number).right, 1);
}

TEST(HandFiguresTest, SharesAreOverAllPages) {
  HandCounts good, bad;
  good.placed_drawn = 4, good.placed_right = 4, bad.placed_drawn = 4;
  const auto part = [](const HandCounts& c) { return c.placed_right; };
  const auto whole = [](const HandCounts& c) { return c.placed_drawn; };
  const Share share = share_over_pages({good, good, bad}, part, whole);
  EXPECT_NEAR(share.value, 2.0 / 3, 1e-9);
  EXPECT_EQ(share.of, 12);
  EXPECT_LT(share.low, share.value);
  EXPECT_GT(share.high, share.value);
  EXPECT_EQ(share_over_pages({}, part, whole).value, 1);
}

}  // namespace
}  // namespace folio
