#include "geometry_figures.h"

#include <gtest/gtest.h>

#include <array>

namespace folio {
namespace {

PageGeometry exact() {
  PageGeometry page;
  page.skew_confidence = 0.9;
  page.grid_found = page.has_step = true;
  page.pitch_ratio = page.step_ratio = 1;
  page.lines = page.lines_found = 10;
  return page;
}

TEST(GeometryFiguresTest, PagesAreCountedWhereTheyAreOff) {
  std::vector<PageGeometry> pages(8, exact());
  pages[0].skew_error = -0.05;
  pages[1].skew_error = 0.35;
  pages[2].skew_error = 2;
  pages[2].skew_confidence = 0.2;
  pages[3].pitch_ratio = 2.01;
  pages[4].pitch_ratio = 1.004;
  pages[5].step_ratio = 0.5;
  pages[6].has_step = false;
  pages[6].step_ratio = 0;
  pages[7].lines_found = 6;
  pages[7].in_order = false;
  const GeometryFigures figures = figures_of(pages);
  EXPECT_NEAR(figures.skew_mean, 2.4 / 8, 1e-12);
  EXPECT_NEAR(figures.skew_within_tenth, 6.0 / 8, 1e-12);
  EXPECT_NEAR(figures.skew_worst_sure, 0.35, 1e-12);
  EXPECT_NEAR(figures.skew_worst, 2, 1e-12);
  EXPECT_NEAR(figures.pitch_within, 6.0 / 8, 1e-12);
  EXPECT_NEAR(figures.step_within, 6.0 / 7, 1e-12);
  EXPECT_EQ(figures.doubled_or_halved, 2);
  EXPECT_NEAR(figures.lines_found, 76.0 / 80, 1e-12);
  EXPECT_NEAR(figures.pages_in_order, 7.0 / 8, 1e-12);
}

TEST(GeometryFiguresTest, AMissingGridIsAMiss) {
  std::vector<PageGeometry> pages(2, exact());
  pages[0].grid_found = false;
  pages[0].pitch_ratio = pages[0].step_ratio = 0;
  EXPECT_NEAR(figures_of(pages).pitch_within, 0.5, 1e-12);
  EXPECT_NEAR(figures_of(pages).step_within, 0.5, 1e-12);
}

TEST(GeometryFiguresTest, AGridWithoutTypingIsWrong) {
  std::vector<PageGeometry> pages(3, exact());
  for (PageGeometry& page : pages) page.typed = false;
  pages[2].grid_found = false;
  EXPECT_EQ(figures_of(pages).wrong_grids, 2);
}

TEST(GeometryFiguresTest, ADrawnPageIsComparedWithItself) {
  testing::RandomLeaf wanted = testing::random_leaf(11, testing::LeafKind::few);
  wanted.leaf.scan.dpi = 200;
  wanted.leaf.scan.skew_degrees = 1;
  const DrawnLeaf drawn = draw_leaf(wanted.leaf, testing::debian_faces());
  const auto found = testing::segmented_of(testing::scan_of(drawn));
  const PageGeometry page = compare_geometry(wanted, drawn, *found);
  EXPECT_EQ(page.lines, static_cast<int>(wanted.leaf.lines.size()));
  EXPECT_EQ(page.lines_found, page.lines);
  EXPECT_TRUE(page.in_order);
  EXPECT_NEAR(page.skew_error, 0, 0.2);
  // Shifted by half an x-height, none of its lines is where it was drawn.
  SegmentedPage lower = *found;
  for (InkLine& line : lower.lines)
    line.baseline.left.y += 0.5 * line.x_height, line.baseline.right.y += 0.5 * line.x_height;
  EXPECT_EQ(compare_geometry(wanted, drawn, lower).lines_found, 0);
  std::ranges::reverse(lower.lines = found->lines);
  EXPECT_EQ(compare_geometry(wanted, drawn, lower).in_order, page.lines < 2);
}

TEST(RandomLeafTest, TheSameSeedGivesTheSameLeaf) {
  for (int kind = 0; kind <= static_cast<int>(testing::LeafKind::print); ++kind) {
    const auto a = testing::random_leaf(5, static_cast<testing::LeafKind>(kind));
    const auto b = testing::random_leaf(5, static_cast<testing::LeafKind>(kind));
    ASSERT_EQ(a.leaf.lines.size(), b.leaf.lines.size());
    for (size_t i = 0; i < a.leaf.lines.size(); ++i) EXPECT_EQ(a.leaf.lines[i].text, b.leaf.lines[i].text);
    EXPECT_EQ(a.leaf.scan.skew_degrees, b.leaf.scan.skew_degrees);
    EXPECT_EQ(a.leaf.lines.empty(), kind >= testing::kTypedKinds) << name_of(a.kind);
  }
}

}  // namespace
}  // namespace folio
