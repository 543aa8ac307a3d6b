#include "imaging/ink_removal.h"

#include <gtest/gtest.h>

#include "imaging/components.h"

namespace folio {
namespace {

/// Two lines of three squares each, 10 pixels wide, and a loose one; a bar joins the first line's last two.
SegmentedPage two_lines() {
  SegmentedPage page;
  page.ink = cv::Mat::zeros(100, 120, CV_8UC1);
  for (int line = 0; line < 2; ++line)
    for (int letter = 0; letter < 3; ++letter)
      page.ink(cv::Rect(10 + 20 * letter, 10 + 30 * line, 10, 10)) = 255;
  page.ink(cv::Rect(40, 14, 12, 2)) = 255;
  page.ink(cv::Rect(90, 80, 10, 10)) = 255;
  page.components = find_components(page.ink, page.labels);
  page.letter_height = 10;
  for (int line = 0; line < 2; ++line) {
    InkLine& out = page.lines.emplace_back();
    for (size_t i = 0; i < page.components.size(); ++i) {
      const Box& b = page.components[i].box;
      if (b.y0 / 30 != line || b.x0 > 70) continue;
      out.component_idxs.push_back(static_cast<int>(i));
      out.box = unite(out.box, b);
    }
    page.blocks.push_back({BlockKind::body, out.box, {line}});
  }
  page.loose_idxs = {static_cast<int>(page.components.size()) - 1};
  page.rules = {{{0, 52, 60, 54}, 2, true, 1}};
  return page;
}

/// Labels, pieces, lines and blocks say the same.
void expect_consistent(const SegmentedPage& page) {
  for (size_t i = 0; i < page.components.size(); ++i) {
    const Component& piece = page.components[i];
    EXPECT_EQ(piece.label, static_cast<int>(i) + 1);
    EXPECT_EQ(cv::countNonZero(page.labels == piece.label), piece.area);
    EXPECT_EQ(cv::countNonZero(page.labels(to_rect(piece.box)) == piece.label), piece.area);
  }
  EXPECT_EQ(cv::countNonZero((page.labels != 0) != (page.ink != 0)), 0);
  size_t named = page.loose_idxs.size();
  for (const InkLine& line : page.lines) named += line.component_idxs.size();
  EXPECT_EQ(named, page.components.size()) << "each piece is in one line or loose";
}

TEST(InkRemovalTest, NothingOffLeavesThePageAsItIs) {
  const SegmentedPage page = two_lines();
  const SegmentedPage rest = without_ink(page, cv::Mat::zeros(page.ink.size(), CV_8UC1));
  expect_consistent(rest);
  EXPECT_EQ(rest.components.size(), page.components.size());
  EXPECT_EQ(cv::countNonZero(rest.labels != page.labels), 0);
}

TEST(InkRemovalTest, APieceFallsApartAndItsPartsStayInItsLine) {
  const SegmentedPage page = two_lines();
  ASSERT_EQ(page.lines[0].component_idxs.size(), 2U);
  cv::Mat off = cv::Mat::zeros(page.ink.size(), CV_8UC1);
  off(cv::Rect(38, 14, 14, 2)) = 255;  // the bar, and where it crosses the squares' edges
  const SegmentedPage rest = without_ink(page, off);
  expect_consistent(rest);
  EXPECT_EQ(rest.lines[0].component_idxs.size(), 3U);
  for (size_t i = 1; i < 3; ++i)
    EXPECT_GT(rest.components[rest.lines[0].component_idxs[i]].box.x0,
              rest.components[rest.lines[0].component_idxs[i - 1]].box.x0)
        << "from left to right";
  EXPECT_EQ(rest.lines[1].component_idxs.size(), 3U);
  EXPECT_EQ(cv::countNonZero(rest.ink & off), 0);
  EXPECT_EQ(cv::countNonZero(page.ink & ~off), cv::countNonZero(rest.ink));
}

TEST(InkRemovalTest, ALineThatLosesAllIsGoneAndItsBlockToo) {
  const SegmentedPage page = two_lines();
  cv::Mat off = cv::Mat::zeros(page.ink.size(), CV_8UC1);
  off(cv::Rect(0, 0, 120, 30)) = 255;
  const SegmentedPage rest = without_ink(page, off);
  expect_consistent(rest);
  ASSERT_EQ(rest.lines.size(), 1U);
  EXPECT_EQ(rest.lines[0].box, page.lines[1].box);
  ASSERT_EQ(rest.blocks.size(), 1U);
  EXPECT_EQ(rest.blocks[0].line_idxs, std::vector<int>{0});
  EXPECT_EQ(rest.rules[0].line_idx, 0) << "the rule goes with its line";
}

}  // namespace
}  // namespace folio
