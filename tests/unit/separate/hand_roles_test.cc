#include <gtest/gtest.h>

#include <algorithm>

#include "separate/hand_grouper.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

/// A typed leaf with room above it and below, and handwriting on it.
LeafDescription leaf_with(const std::vector<std::string>& lines, const std::vector<HandText>& texts = {}) {
  LeafDescription leaf = testing::plain_leaf(lines);
  leaf.spacing = 2;
  leaf.top_mm = 80;
  leaf.paper.height_mm = 80 + 8.5 * static_cast<double>(lines.size()) + 60;
  leaf.hand_texts = texts;
  return leaf;
}

HandText text_at(const std::string& text, double x_mm, double y_mm, double turn_degrees = 0,
                 double size = 1) {
  return {text, "author", x_mm, y_mm, turn_degrees, size};
}

struct Found {
  std::vector<LayerLine> lines;
  std::vector<LayerRegion> regions;
  double pitch = 0, left = 0;  ///< of the raster, pixels

  const LayerLine* line(Role role) const {
    const auto found = std::ranges::find(lines, role, &LayerLine::role);
    return found == lines.end() ? nullptr : &*found;
  }
  int count(Role role) const {
    return static_cast<int>(std::ranges::count(lines, role, &LayerLine::role) +
                            std::ranges::count(regions, role, &LayerRegion::role));
  }
  /// The cell that a place lies in.
  double cell(const LayerLine& line) const { return (line.place->x - left) / pitch; }
};

/// What group_hand() makes of the pen's ink, where each pixel's layer is known.
Found found_on(const LeafDescription& leaf) {
  const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
  Found found;
  found.pitch = drawn.grid.pitch;
  found.left = drawn.grid.origin.x;
  LayeredPage page = *testing::layered_of(testing::scan_of(drawn));
  const UprightPage& upright = *page.segmented->upright;
  std::erase_if(page.lines, [](const LayerLine& line) { return line.layer != Layer::typed; });
  page.masks = testing::true_masks(drawn, upright);
  HandWriting hand = group_hand(page, page.segmented->letter_height, upright.frame);
  found.lines = std::move(hand.lines);
  found.regions = std::move(hand.regions);
  return found;
}

const std::vector<std::string> kProse = testing::prose_lines(8);

TEST(HandRolesTest, AnInsertionHasThePlaceOfItsCaret) {
  std::vector<std::string> lines = kProse;
  lines[3] = "Староста обещал ⟦ins:⟦h:скоро⟧⟧ подумать, однако дела не";
  for (const double spacing : {1.5, 2.0}) {
    LeafDescription leaf = leaf_with(lines);
    leaf.spacing = spacing;
    const Found found = found_on(leaf);
    ASSERT_EQ(found.lines.size(), 1U) << "the caret is no line";
    EXPECT_EQ(found.lines[0].role, Role::insertion);
    ASSERT_TRUE(found.lines[0].place);
    EXPECT_NEAR(found.cell(found.lines[0]), 15.5, 0.8) << "in the gap after the second word";
  }
}

TEST(HandRolesTest, WhatIsWrittenIntoAGapIsFilledIn) {
  std::vector<std::string> lines = kProse;
  lines[2] = "Пусть величина  ⟦h:ау⟧  равна нулю в начале опыта";
  const Found found = found_on(leaf_with(lines));
  ASSERT_EQ(found.lines.size(), 1U);
  EXPECT_EQ(found.lines[0].role, Role::fill_in);
  ASSERT_TRUE(found.lines[0].place);
  EXPECT_NEAR(found.cell(found.lines[0]), 17, 1.5);
}

TEST(HandRolesTest, ATypedLetterPartsTwoFillIns) {
  std::vector<std::string> lines = kProse;
  lines[2] = "Пусть величины ⟦h:ау⟧Н⟦h:х⟧ равны нулю в начале";
  const Found found = found_on(leaf_with(lines));
  EXPECT_EQ(found.count(Role::fill_in), 2);
  EXPECT_EQ(found.lines.size(), 2U);
}

TEST(HandRolesTest, AFlatStrokeOverLettersIsNoText) {
  LeafDescription leaf = leaf_with(kProse);
  const double y = leaf.top_mm + 2 * leaf.spacing * leaf.typewriter.line_step_mm - 0.8;
  leaf.pen_marks.push_back({{{leaf.left_mm + 1, y}, {leaf.left_mm + 9, y}}, "author", 0.4, Role::insertion});
  const Found found = found_on(leaf);
  EXPECT_TRUE(found.lines.empty());
  EXPECT_TRUE(found.regions.empty());
}

TEST(HandRolesTest, ALetterOverALetterIsACorrection) {
  // Over the fourth letter of the third line's first word.
  LeafDescription leaf = leaf_with(kProse);
  HandText letter = text_at("Б", leaf.left_mm + 3 * leaf.typewriter.pitch_mm,
                            leaf.top_mm + 2 * leaf.spacing * leaf.typewriter.line_step_mm, 0, 1.3);
  letter.role = Role::correction;
  leaf.hand_texts = {letter};
  const Found found = found_on(leaf);
  ASSERT_NE(found.line(Role::correction), nullptr);
  EXPECT_NEAR(found.cell(*found.line(Role::correction)), 3.5, 1);
}

TEST(HandRolesTest, SeveralWordsAcrossTheCornerAreAResolution) {
  for (const double degrees : {0.0, -12.0, -20.0}) {
    const Found found = found_on(leaf_with(kProse, {text_at("Прошу рассмотреть", 18, 45, degrees),
                                                    text_at("и доложить в срок", 20, 54, degrees)}));
    EXPECT_EQ(found.count(Role::resolution), 2) << degrees;
    EXPECT_EQ(found.lines.size(), 2U) << degrees;
  }
}

TEST(HandRolesTest, NotesInTheMarginAreMarginaliaAndReadTheirWay) {
  const Found found = found_on(leaf_with(
      kProse, {text_at("проверить весь расчет", 12, 140, -90), text_at("исправить на полях", 196, 90, 90)}));
  ASSERT_EQ(found.lines.size(), 2U);
  EXPECT_EQ(found.count(Role::marginalia), 2);
  for (const LayerLine& line : found.lines) {
    EXPECT_EQ(line.quarter_turns, line.box.x0 < 1000 ? 1 : 3);
    EXPECT_FALSE(line.place);
  }
}

TEST(HandRolesTest, ANameBelowTheTextIsASignatureAndItsFlourishBelongsToIt) {
  LeafDescription leaf = leaf_with(kProse, {text_at("Лосев", 120, 168, -3, 1.7)});
  leaf.pen_marks.push_back(
      {{{118, 171}, {138, 169}, {160, 164}, {146, 173}}, "author", 0.4, Role::signature});
  const Found found = found_on(leaf);
  EXPECT_EQ(found.count(Role::signature), 1);
  EXPECT_TRUE(found.lines.empty());
}

TEST(HandRolesTest, AFrameIsNoSignature) {
  LeafDescription leaf = leaf_with(kProse);
  const double top = 160, left = 60;
  leaf.pen_marks.push_back(
      {{{left, top}, {left + 70, top}, {left + 70, top + 40}, {left, top + 40}, {left, top}},
       "author",
       0.5,
       Role::marginalia});
  EXPECT_EQ(found_on(leaf).count(Role::signature), 0);
}

TEST(HandRolesTest, FiguresInTheUpperRightCornerAreTheLeafs) {
  const Found found = found_on(leaf_with(kProse, {text_at("44", 185, 14)}));
  ASSERT_EQ(found.lines.size(), 1U);
  EXPECT_EQ(found.lines[0].role, Role::leaf_number);
}

}  // namespace
}  // namespace folio
