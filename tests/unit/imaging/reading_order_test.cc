#include "imaging/reading_order.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

constexpr double kLetter = 20;

/// A line with one piece of ink a word; words are pairs of left and right ends.
struct Page {
  std::vector<InkLine> lines;
  std::vector<Component> components;

  void add(int foot, const std::vector<std::pair<int, int>>& words) {
    InkLine line;
    for (const auto& [x0, x1] : words) {
      const Box box{x0, foot - 20, x1, foot};
      line.component_idxs.push_back(static_cast<int>(components.size()));
      components.push_back({box, static_cast<int>(box.area() / 2), static_cast<int>(components.size()) + 1});
      line.box = unite(line.box, box);
    }
    line.baseline = {{double(line.box.x0), double(foot)}, {double(line.box.x1), double(foot)}};
    line.x_height = kLetter;
    lines.push_back(line);
  }
  std::vector<Box> boxes() const {
    std::vector<Box> out;
    for (const InkLine& line : lines) out.push_back(line.box);
    return out;
  }
  std::vector<TextBlock> blocks(const std::vector<Gutter>& gutters = {}) const {
    return find_blocks(lines, components, gutters, kLetter);
  }
};

TEST(ReadingOrderTest, ColumnsAreReadOneAfterTheOtherBelowAHeading) {
  Page page;
  page.add(100, {{100, 1100}});
  for (int i = 0; i < 8; ++i) {
    page.add(200 + 60 * i, {{700, 1100}});
    page.add(200 + 60 * i, {{100, 560}});
  }
  page.add(800, {{100, 1100}});
  const std::vector<Gutter> gutters = find_gutters(page.boxes(), kLetter, {1200, 900});
  ASSERT_EQ(gutters.size(), 1U);
  EXPECT_NEAR(gutters[0].x, 630, 1);
  put_in_order(page.lines, gutters, kLetter);
  EXPECT_EQ(page.lines.front().box.x1, 1100);
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(page.lines[1 + i].box.x0, 100) << i;
    EXPECT_EQ(page.lines[9 + i].box.x0, 700) << i;
    EXPECT_EQ(page.lines[9 + i].box.y1, 200 + 60 * i) << i;
  }
  EXPECT_EQ(page.lines.back().box.y1, 800);
}

TEST(ReadingOrderTest, AGutterPartsOnlyAtItsHeight) {
  const Gutter gutter{500, 200, 700};
  EXPECT_TRUE(gutter.parts({100, 300, 450, 320}, {600, 300, 900, 320}));
  EXPECT_FALSE(gutter.parts({100, 100, 450, 120}, {600, 100, 900, 120}));
  EXPECT_FALSE(gutter.parts({100, 300, 200, 320}, {250, 300, 450, 320}));
}

TEST(ReadingOrderTest, ADateBesideASignatureIsNoColumn) {
  Page page;
  for (int i = 0; i < 20; ++i) page.add(100 + 60 * i, {{100, 1100}});
  for (int i = 0; i < 3; ++i) {
    page.add(1400 + 60 * i, {{100, 400}});
    page.add(1400 + 60 * i, {{700, 1100}});
  }
  EXPECT_TRUE(find_gutters(page.boxes(), kLetter, {1200, 1700}).empty());
  put_in_order(page.lines, {}, kLetter);
  EXPECT_EQ(page.lines[20].box.x0, 100);
  EXPECT_EQ(page.lines[21].box.x0, 700);
  EXPECT_EQ(page.lines[22].box.x0, 100);
}

TEST(ReadingOrderTest, LinesOnOneLevelAreReadFromLeftToRight) {
  Page page;
  page.add(203, {{100, 300}});
  page.add(200, {{500, 800}});
  page.add(100, {{100, 800}});
  put_in_order(page.lines, {}, kLetter);
  EXPECT_EQ(page.lines[1].box.x0, 100);
  EXPECT_EQ(page.lines[2].box.x0, 500);
}

TEST(TextBlocksTest, APageNumberStandsAlone) {
  Page page;
  page.add(100, {{560, 640}});
  for (int i = 0; i < 10; ++i) page.add(220 + 60 * i, {{100, 1100}});
  const auto blocks = page.blocks();
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].kind, BlockKind::page_number);
  EXPECT_EQ(blocks[1].kind, BlockKind::body);
  EXPECT_EQ(blocks[1].line_idxs.size(), 10U);
}

TEST(TextBlocksTest, AShortLineThatFollowsOnIsNoPageNumber) {
  Page page;
  for (int i = 0; i < 10; ++i) page.add(220 + 60 * i, {{100, 1100}});
  page.add(220 + 600, {{100, 180}});
  const auto blocks = page.blocks();
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].kind, BlockKind::body);
}

TEST(TextBlocksTest, NotesBesideTheTextAreMarginal) {
  Page page;
  for (int i = 0; i < 10; ++i) page.add(220 + 60 * i, {{300, 1100}});
  page.add(400, {{60, 250}});
  page.add(440, {{60, 250}});
  put_in_order(page.lines, {}, kLetter);
  const auto blocks = page.blocks();
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].line_idxs.size(), 10U);
  EXPECT_EQ(blocks[0].kind, BlockKind::body);
  EXPECT_EQ(blocks[1].line_idxs.size(), 2U);
  EXPECT_EQ(blocks[1].kind, BlockKind::marginal);
}

TEST(TextBlocksTest, ColumnsOfFiguresAreATable) {
  Page page;
  for (int i = 0; i < 6; ++i) page.add(200 + 60 * i, {{100, 300}, {420, 520}, {700, 780}});
  for (int i = 0; i < 6; ++i) page.add(900 + 60 * i, {{100, 300}, {330, 640}, {665, 1000}});
  const auto blocks = page.blocks();
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].kind, BlockKind::table);
  EXPECT_EQ(blocks[1].kind, BlockKind::body);
}

TEST(TextBlocksTest, NoLinesMakeNoBlocks) { EXPECT_TRUE(Page().blocks().empty()); }

TEST(TextBlocksTest, KindsHaveNames) {
  for (const BlockKind kind :
       {BlockKind::body, BlockKind::table, BlockKind::marginal, BlockKind::page_number}) {
    EXPECT_EQ(block_kind_from_name(name_of(kind)), kind);
  }
  EXPECT_FALSE(block_kind_from_name("margin"));
}

}  // namespace
}  // namespace folio
