#include "imaging/line_grouper.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

constexpr double kLetter = 20;
const cv::Size page_size(1200, 1000);

/// Pieces of ink, letter by letter.
class Page {
 public:
  /// A line of letters with feet at `foot`; `tails` of them reach 7 pixels below.
  Page& line(int x, int foot, int count, double slope = 0) {
    for (int i = 0; i < count; ++i) {
      const int left = x + 24 * i, y = foot + static_cast<int>(slope * 24 * i);
      const bool tail = i % 9 == 4, tall = i % 7 == 2;
      piece({left, y - (tall ? 28 : 20), left + 15, y + (tail ? 7 : 0)});
    }
    return *this;
  }
  Page& piece(const Box& box) {
    components_.push_back(
        {box, static_cast<int>(box.area() * 0.5), static_cast<int>(components_.size()) + 1});
    return *this;
  }
  std::vector<InkLine> group() const { return group_lines(components_, kLetter, page_size).lines; }
  int last_idx() const { return static_cast<int>(components_.size()) - 1; }

 private:
  std::vector<Component> components_;
};

bool holds(const InkLine& line, int idx) {
  return std::ranges::find(line.component_idxs, idx) != line.component_idxs.end();
}

TEST(LineGrouperTest, LinesComeFromTopToBottomWithTheirBaselines) {
  const auto lines = Page().line(100, 300, 30).line(140, 200, 12).line(100, 250, 30).group();
  ASSERT_EQ(lines.size(), 3U);
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(lines[i].baseline.y_at(200), 200 + 50.0 * static_cast<double>(i), 0.5)
        << "tails do not pull it down";
    EXPECT_NEAR(lines[i].baseline.slope(), 0, 0.001);
    EXPECT_NEAR(lines[i].x_height, 20, 0.5);
  }
  EXPECT_EQ(lines[0].box.x0, 140);
  EXPECT_EQ(lines[0].component_idxs.size(), 12U);
}

TEST(LineGrouperTest, AStopIsOfItsOwnColumn) {
  // The next column stands a little lower: the stop lies nearer to the middle of its band.
  Page page;
  page.line(100, 300, 12).line(640, 310, 12).piece({100 + 24 * 12, 295, 100 + 24 * 12 + 5, 300});
  const auto lines = page.group();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(holds(lines[lines[0].box.x0 < 400 ? 0 : 1], page.last_idx()));
}

TEST(LineGrouperTest, PiecesStandFromLeftToRight) {
  Page page;
  page.line(100, 200, 20);
  const auto lines = page.group();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(std::ranges::is_sorted(lines[0].component_idxs));  // drawn from left to right
  EXPECT_EQ(lines[0].component_idxs.size(), 20U);
}

TEST(LineGrouperTest, ASlightSlopeIsFollowed) {
  const auto lines = Page().line(100, 200, 40, 0.012).line(100, 250, 40, 0.012).group();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_NEAR(lines[0].baseline.slope(), 0.012, 0.0015);
  EXPECT_NEAR(lines[1].baseline.y_at(580), 250 + 0.012 * 480, 1.0);
}

TEST(LineGrouperTest, AWideGapWithinALineIsNoEnd) {
  const auto lines = Page().line(100, 200, 8).line(700, 201, 8).line(100, 250, 30).group();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].component_idxs.size(), 16U);
}

TEST(LineGrouperTest, ColumnsAreReadOneAfterTheOther) {
  Page page;
  page.line(100, 100, 39);  // a heading across both
  for (int i = 0; i < 8; ++i) page.line(100, 200 + 50 * i, 17).line(640, 205 + 50 * i, 17);
  const auto lines = page.group();
  ASSERT_EQ(lines.size(), 17U);
  EXPECT_GT(lines[0].box.width(), 800);
  for (size_t i = 1; i < 9; ++i) {
    EXPECT_LT(lines[i].box.x1, 600) << i;
    EXPECT_NEAR(lines[i].baseline.left.y, 150 + 50 * static_cast<double>(i), 1);
  }
  for (size_t i = 9; i < 17; ++i) EXPECT_GE(lines[i].box.x0, 640) << i;
}

TEST(LineGrouperTest, PointsAndAccentsBelongToTheirLine) {
  Page page;
  page.line(100, 200, 20).line(100, 250, 20);
  page.piece({585, 196, 589, 200});  // a full stop after the first line
  const int stop = page.last_idx();
  page.piece({151, 224, 159, 228});  // dots of ё over the second line's third letter, which is no tall one
  const int dots = page.last_idx();
  const auto lines = page.group();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(holds(lines[0], stop));
  EXPECT_TRUE(holds(lines[1], dots));
  EXPECT_EQ(lines[0].box.x1, 589);
}

TEST(LineGrouperTest, ThreeLettersAreALine) {
  const auto lines = Page().line(100, 200, 20).line(500, 400, 3).group();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1].component_idxs.size(), 3U);
  EXPECT_NEAR(lines[1].baseline.y_at(520), 400, 1);
}

TEST(LineGrouperTest, DittoMarksStandInTheirRow) {
  Page page;
  page.line(100, 200, 10).line(600, 200, 8);
  page.piece({420, 180, 428, 192}).piece({432, 180, 440, 192});  // „ in the gap, hanging above the baseline
  const int ditto = page.last_idx();
  const auto lines = page.group();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(holds(lines[0], ditto));
  EXPECT_NEAR(lines[0].baseline.y_at(430), 200, 1) << "and do not lift the baseline";
}

TEST(LineGrouperTest, DirtBeyondTheEndsIsNotTakenIn) {
  Page page;
  page.line(200, 200, 20).piece({100, 185, 110, 197}).piece({790, 182, 800, 193}).piece({400, 196, 403, 199});
  page.line(200, 260, 10).piece({445, 255, 449, 260}).piece({469, 255, 473, 260}).piece({493, 255, 497, 260});
  const auto lines = page.group();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].box.x0, 200);
  EXPECT_LT(lines[0].box.x1, 700);
  EXPECT_EQ(lines[1].box.x1, 497) << "a dotted leader is";
}

TEST(LineGrouperTest, SpecksAndBlotsMakeNoLine) {
  Page page;
  page.piece({10, 10, 13, 13}).piece({400, 300, 900, 800}).piece({50, 500, 55, 503});
  EXPECT_TRUE(page.group().empty());
}

TEST(LineGrouperTest, NoLetterHeightHasNoLines) {
  EXPECT_TRUE(group_lines({{{0, 0, 9, 9}, 50, 1}}, 0, page_size).lines.empty());
  EXPECT_TRUE(group_lines({}, kLetter, page_size).lines.empty());
}

}  // namespace
}  // namespace folio
