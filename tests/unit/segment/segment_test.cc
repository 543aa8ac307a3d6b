#include "segment/segment.h"

#include <gtest/gtest.h>
#include <spdlog/fmt/fmt.h>

#include <set>

#include "support/staged_pages.h"

namespace folio {
namespace {

using testing::ScanKind;

struct Case {
  DrawnLeaf drawn;
  std::shared_ptr<const SegmentedPage> page;
};

Case segmented(const LeafDescription& leaf, ScanKind kind = ScanKind::color) {
  Case out{draw_leaf(leaf, testing::debian_faces()), nullptr};
  out.page = testing::segmented_of(testing::scan_of(out.drawn, kind));
  return out;
}

/// Every drawn line is found, in order, alone, with its baseline within `tolerance` pixels at both ends.
void expect_lines_as_drawn(const Case& found, double tolerance) {
  const std::vector<TextLine>& truth = found.drawn.truth.lines;
  std::string boxes;
  for (const InkLine& line : found.page->lines)
    boxes += fmt::format(" {},{},{},{}", line.box.x0, line.box.y0, line.box.x1, line.box.y1);
  ASSERT_EQ(found.page->lines.size(), truth.size()) << boxes;
  const PageMap::Inverse upright_from_scan = found.page->upright->scan_from_upright.inverse();
  for (size_t i = 0; i < truth.size(); ++i) {
    const InkLine& line = found.page->lines[i];
    for (const Word* word : {&truth[i].words.front(), &truth[i].words.back()}) {
      const double x = word->box.center_x();
      const cv::Point2d foot = upright_from_scan(cv::Point2d(x, truth[i].baseline.y_at(x)));
      EXPECT_NEAR(line.baseline.y_at(foot.x), foot.y, tolerance) << "line " << i << ", " << word->text;
      EXPECT_LE(line.box.x0, foot.x);
      EXPECT_GE(line.box.x1, foot.x);
    }
  }
}

/// Each piece of ink lies in one line or is loose, never both, never twice.
void expect_pieces_shared_out(const SegmentedPage& page) {
  std::multiset<int> all(page.loose_idxs.begin(), page.loose_idxs.end());
  for (const InkLine& line : page.lines) all.insert(line.component_idxs.begin(), line.component_idxs.end());
  ASSERT_EQ(all.size(), page.components.size());
  EXPECT_EQ(std::set<int>(all.begin(), all.end()).size(), all.size());
}

class Resolutions : public ::testing::TestWithParam<double> {};

TEST_P(Resolutions, LinesAndRasterAreTheSame) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(9));
  leaf.scan.dpi = GetParam();
  leaf.scan.skew_degrees = 0.6;
  const Case found = segmented(leaf);
  const double scale =
      found.page->upright->scan_from_upright.scale();  // below 1 where small type is enlarged
  expect_lines_as_drawn(found, std::max(1.0, 2 * GetParam() / 300) / scale);
  expect_pieces_shared_out(*found.page);
  ASSERT_TRUE(found.page->main_grid());
  EXPECT_NEAR(scale * found.page->main_grid()->pitch, found.drawn.grid.pitch, 0.003 * found.drawn.grid.pitch);
  const double step = 1.5 * found.drawn.grid.line_step;
  EXPECT_NEAR(scale * found.page->main_grid()->line_step, step, 0.01 * step);
  EXPECT_GT(found.page->main_grid()->confidence, 0.5);
  EXPECT_LT(found.page->main_grid()->residual, 0.12);
  for (const InkLine& line : found.page->lines) {
    EXPECT_NEAR(scale * line.x_height, found.drawn.truth.lines[0].x_height,
                std::max(1.5, 0.1 * scale * line.x_height));
  }
}

INSTANTIATE_TEST_SUITE_P(Dpi, Resolutions, ::testing::Values(72.0, 90.0, 100.0, 150.0, 300.0, 600.0));

TEST(SegmentTest, BlackAndWhiteAndGrayPagesHaveTheSameLines) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(6));
  leaf.scan.blur_px = 0.7;
  for (const ScanKind kind : {ScanKind::bilevel, ScanKind::gray}) {
    const Case found = segmented(leaf, kind);
    expect_lines_as_drawn(found, 2);
    ASSERT_TRUE(found.page->main_grid());
    EXPECT_NEAR(found.page->main_grid()->pitch, found.drawn.grid.pitch, 0.003 * found.drawn.grid.pitch);
  }
}

TEST(SegmentTest, WornTypeOnBadPaperHasItsLines) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(8));
  leaf.paper.tone = {222, 205, 170};
  leaf.paper.grain = 0.6;
  leaf.paper.mottling = 0.6;
  leaf.paper.show_through = 0.15;
  leaf.scan.skew_degrees = -1.4;
  leaf.scan.blur_px = 0.9;
  leaf.scan.noise = 3;
  leaf.typewriter.bolder_mm = 0.1;
  leaf.typewriter.wear = {0.06, 0.08, 0.6, 0.6, 0.5};
  const Case found = segmented(leaf);
  expect_lines_as_drawn(found, 3);
  ASSERT_TRUE(found.page->main_grid());
  EXPECT_NEAR(found.page->main_grid()->pitch, found.drawn.grid.pitch, 0.003 * found.drawn.grid.pitch);
}

TEST(SegmentTest, TwoColumnsAreReadOneAfterTheOther) {
  LeafDescription leaf = testing::short_leaf({});
  leaf.paper.height_mm = 120;
  const std::vector<std::string> left{"в начале зимы река", "стала рано и лед", "держал уже подводу",
                                      "с сеном через мост", "а ямщики просили", "прибавить за версту",
                                      "потому что ветер",   "дул с утра в лицо"};
  for (size_t i = 0; i < left.size(); ++i)
    leaf.lines.push_back({left[i], 1.5 * static_cast<double>(i), 0, Role::body});
  for (size_t i = 0; i < left.size(); ++i)
    leaf.lines.push_back({left[left.size() - 1 - i], 1.5 * static_cast<double>(i), 34, Role::body});
  expect_lines_as_drawn(segmented(leaf), 2);  // the truth lists the left column first
}

TEST(SegmentTest, APrintedHeadingInLargerLettersIsALine) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(8));
  leaf.top_mm = 45;
  leaf.paper.height_mm += 25;
  PrintedLine heading;
  heading.text = "УПРАВЛЕНИЕ ПОЧТЫ";
  heading.x_mm = 40;
  heading.y_mm = 25;
  heading.em_mm = 11;
  leaf.printed = {heading};
  const Case found = segmented(leaf);
  expect_lines_as_drawn(found, 3);  // print is drawn first, and stands first
}

TEST(SegmentTest, ALineOfThreeLettersIsALine) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(5));
  leaf.lines.insert(leaf.lines.begin() + 2, {"СОН", std::nullopt, 20, Role::body});
  leaf.paper.height_mm += 10;
  expect_lines_as_drawn(segmented(leaf), 2);
}

TEST(SegmentTest, APageOfOneLineHasItsLineAndPitch) {
  const Case found = segmented(testing::short_leaf({"Почту возили через мост, но ямщики не спали."}));
  expect_lines_as_drawn(found, 2);
  ASSERT_TRUE(found.page->main_grid());
  EXPECT_NEAR(found.page->main_grid()->pitch, found.drawn.grid.pitch, 0.01 * found.drawn.grid.pitch);
}

TEST(SegmentTest, AnEmptyPageHasNothing) {
  for (const int brightness : {255, 190, 0}) {
    const auto page = testing::segmented_of(testing::blank_scan({600, 800}, brightness));
    EXPECT_TRUE(page->lines.empty());
    EXPECT_TRUE(page->components.empty() || brightness == 0) << "a black page is all ink";
    EXPECT_FALSE(page->main_grid());
    EXPECT_EQ(page->letter_height, 0);
    EXPECT_EQ(page->ink.size(), cv::Size(600, 800));
    EXPECT_EQ(page->labels.type(), CV_16UC1) << "few pieces take two bytes a pixel";
  }
}

TEST(SegmentTest, HandwritingAndPrintHaveNoRaster) {
  LeafDescription leaf = testing::short_leaf({});
  leaf.paper.height_mm = 110;
  const std::vector<std::string> prose = testing::prose_lines(8);
  for (size_t i = 0; i < prose.size(); ++i) {
    PrintedLine line;
    line.text = prose[i];
    line.x_mm = 15;
    line.y_mm = 20 + 10 * static_cast<double>(i);
    leaf.printed.push_back(line);
  }
  const Case print = segmented(leaf);
  EXPECT_EQ(print.page->main_grid(), nullptr)
      << print.page->grids.front().pitch << " " << print.page->grids.front().confidence;
  EXPECT_EQ(print.page->lines.size(), prose.size());

  leaf.printed.clear();
  for (size_t i = 0; i < prose.size(); ++i)
    leaf.hand_texts.push_back({prose[i], "author", 15, 20 + 10 * static_cast<double>(i)});
  const Case hand = segmented(leaf);
  EXPECT_EQ(hand.page->main_grid(), nullptr)
      << hand.page->grids.front().pitch << " " << hand.page->grids.front().confidence;
}

TEST(SegmentTest, TheMaskIsTheInk) {
  const Case found = segmented(testing::short_leaf(testing::prose_lines(4)));
  const cv::Mat& truth = found.drawn.masks[Layer::typed];
  const double both = cv::countNonZero(found.page->ink & truth),
               either = cv::countNonZero(found.page->ink | truth);
  EXPECT_GT(both / either, 0.9);
}

}  // namespace
}  // namespace folio
