#include "imaging/half_steps.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/staged_pages.h"

namespace folio {
namespace {

/// Four rows two intervals apart; the second has gaps after "2" and "10".
LeafDescription leaf(double raised, double column, const std::string& index) {
  LeafDescription leaf = testing::short_leaf(
      {"первая строка текста для меры и порядка", "число равно 2  по модулю 10  и так далее",
       "третья строка текста для меры и порядка", "пятая строка текста для меры и порядка"});
  leaf.spacing = 2;
  leaf.paper.height_mm += 30;
  leaf.lines.push_back({index, 2 - raised, column});
  return leaf;
}

size_t lines_of(const LeafDescription& leaf, double dpi) {
  LeafDescription scanned = leaf;
  scanned.scan.dpi = dpi;
  return testing::segmented_of(testing::scan_of(scanned))->lines.size();
}

TEST(HalfStepsTest, IndicesJoinTheirLine) {
  for (const double dpi : {120.0, 300.0}) {
    EXPECT_EQ(lines_of(leaf(0.4, 13, "12"), dpi), 4U) << dpi;
    EXPECT_EQ(lines_of(leaf(0.4, 13, "12            6"), dpi), 4U) << dpi;
    EXPECT_EQ(lines_of(leaf(-0.35, 13, "12"), dpi), 4U) << dpi;
  }
}

TEST(HalfStepsTest, InsertionsOverLettersStayLines) {
  for (const double dpi : {120.0, 300.0}) EXPECT_EQ(lines_of(leaf(1, 6, "весь ряд"), dpi), 5U) << dpi;
}

TEST(HalfStepsTest, KeepsTheOrderOfPieces) {
  const auto page = testing::segmented_of(testing::scan_of(leaf(0.4, 13, "12")));
  ASSERT_EQ(page->lines.size(), 4U);
  const InkLine& line = page->lines[1];
  EXPECT_TRUE(
      std::ranges::is_sorted(line.component_idxs, {}, [&](int idx) { return page->components[idx].box; }));
  for (const int idx : line.component_idxs) EXPECT_GE(page->components[idx].box.x0, line.box.x0);
  // Raised by 0.4 of two intervals: the line's box reaches up to it, its baseline stays.
  EXPECT_GT(line.baseline.left.y - line.box.y0, 1.9 * page->letter_height);
}

TEST(HalfStepsTest, NothingToAttachChangesNothing) {
  std::vector<InkLine> none;
  attach_half_steps(none, {}, 10);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace folio
