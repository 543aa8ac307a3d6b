#include "imaging/rule_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "imaging/ink_lines.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

using testing::short_leaf;

/// A typed page's ink at 300 dpi, to draw on; pitch 2.6 mm = 30.7 px, letters about 21 px high.
class RuleFinderTest : public ::testing::Test {
 protected:
  void type(const std::vector<std::string>& lines, double dpi = 300) {
    LeafDescription leaf = short_leaf(lines);
    leaf.scan.dpi = dpi;
    page.ink = testing::segmented_of(testing::scan_of(leaf))->ink.clone();
    find_lines(page);
    u = page.letter_height;
  }
  /// Types `_` under the cells `from` to `to` of a line, as a machine does: end to end, just below the feet.
  void underline(int line, int from, int to, double below = 0.35, double sag = 0) {
    const InkLine& l = page.lines[line];
    const double y = l.baseline.y_at(l.box.x0) + below * u, pitch = page.main_grid()->pitch;
    cv::Mat& ink = page.ink;
    for (int cell = from; cell < to; ++cell) {
      const double x = l.box.x0 + cell * pitch, shift = sag * (cell - from);
      cv::rectangle(ink, cv::Point2d(x, y + shift), cv::Point2d(x + pitch - 0.06 * u, y + shift + 0.16 * u),
                    255, cv::FILLED);
    }
  }
  void stroke(const cv::Point2d& from, const cv::Point2d& to, double width) {
    cv::line(page.ink, from, to, 255, cvRound(width * u));
  }
  const std::vector<Rule>& found() {
    find_lines(page);
    return page.rules;
  }

  SegmentedPage page;
  double u = 0;
};

TEST_F(RuleFinderTest, ProseHasNone) {
  for (const double dpi : {100.0, 150.0, 300.0}) {
    type(testing::prose_lines(8), dpi);
    EXPECT_TRUE(found().empty()) << dpi;
    EXPECT_TRUE(page.rule_mask.empty());
  }
}

TEST_F(RuleFinderTest, AnUnderlinedHeadingKeepsItsLetters) {
  for (const double dpi : {100.0, 200.0, 300.0}) {
    type({"О распределении щебня", "     В начале зимы река стала рано, и лед держал уже"}, dpi);
    const std::vector<InkLine> before = page.lines;
    // Close under the feet, where р, щ and the commas' tails reach it.
    underline(0, 0, 21, 0.25);
    ASSERT_EQ(found().size(), 1U) << dpi;
    EXPECT_TRUE(page.rules[0].underline);
    EXPECT_EQ(page.rules[0].line_idx, 0);
    EXPECT_NEAR(page.rules[0].box.width(), before[0].box.width(), 1.5 * u);
    ASSERT_EQ(page.lines.size(), 2U) << dpi;
    EXPECT_EQ(page.lines[0].component_idxs.size(), before[0].component_idxs.size());
    // A tail that ends within the rule goes no further than its upper edge.
    EXPECT_NEAR(page.lines[0].box.y1, before[0].box.y1, 0.3 * u);
    EXPECT_NEAR(page.lines[0].baseline.y_at(300), before[0].baseline.y_at(300), 1);
  }
}

TEST_F(RuleFinderTest, ACurledUnderlineIsOne) {
  type({"О распределении щебня на 1956 год по области", "     В начале зимы река"});
  underline(0, 2, 41, 0.35, 0.015 * u);
  ASSERT_EQ(found().size(), 1U);
  EXPECT_TRUE(page.rules[0].underline);
}

TEST_F(RuleFinderTest, ALineToWriteOnBelongsToTheWordsBesideIt) {
  type({"Подпись", "     В начале зимы река стала рано, и лед держал уже"});
  underline(0, 8, 28, 0.05);
  ASSERT_EQ(found().size(), 1U);
  EXPECT_FALSE(page.rules[0].underline);
  EXPECT_EQ(page.rules[0].line_idx, 0);
  EXPECT_NEAR(page.rules[0].thickness, 0.16 * u, 2);
}

TEST_F(RuleFinderTest, ATablesLinesAreRulesOfNoLine) {
  type(testing::prose_lines(4));
  const int bottom = page.lines.back().box.y1, left = page.lines[0].box.x0;
  // The table stands in white below the text.
  const double y0 = bottom + 3 * u, step = 4 * u, x0 = left, x1 = left + 40 * u;
  const int rows = page.ink.rows;
  cv::copyMakeBorder(page.ink, page.ink, 0, cvRound(24 * u), 0, 0, cv::BORDER_CONSTANT, 0);
  ASSERT_GT(page.ink.rows, rows);
  for (int i = 0; i < 4; ++i) stroke({x0, y0 + i * step}, {x1, y0 + i * step}, 0.15);
  for (const double x : {x0, x0 + 15 * u, x1}) stroke({x, y0}, {x, y0 + 3 * step}, 0.15);
  ASSERT_EQ(found().size(), 7U);
  for (size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(page.rules[i].box.width() > page.rules[i].box.height(), i < 4) << i;
    EXPECT_EQ(page.rules[i].line_idx, -1) << i;
  }
  EXPECT_EQ(page.lines.size(), 4U);
}

TEST_F(RuleFinderTest, HyphensInARowAreText) {
  type({"     В начале зимы река стала рано, и лед держал уже",
        "Итого ------------------ 156 пудов - мало -- -",
        "подводу с сеном. Почту возили через мост, но ямщики"});
  EXPECT_TRUE(found().empty());
  ASSERT_EQ(page.lines.size(), 3U);
  EXPECT_GE(page.lines[1].component_idxs.size(), 35U) << "they stay in their line";
}

TEST_F(RuleFinderTest, AStruckWordIsNone) {
  type(testing::prose_lines(4));
  const InkLine& line = page.lines[1];
  for (const double height : {0.35, 0.5, 0.65}) {
    const cv::Mat clean = page.ink.clone();
    const double y = line.baseline.y_at(0) - height * u, x = line.box.x0;
    stroke({x, y}, {x + 24 * u, y + 0.1 * u}, 0.18);
    for (const Rule& rule : find_rules(page.ink, page.components, u).rules)
      ADD_FAILURE() << height << ": " << rule.box.x0 << " to " << rule.box.x1 << ", " << rule.box.y0;
    page.ink = clean;
  }
}

TEST_F(RuleFinderTest, AFlourishIsNone) {
  type(testing::prose_lines(4));
  const int left = page.lines[0].box.x0;
  const double y = page.lines.back().box.y1 + 1.5 * u;
  std::vector<cv::Point> curve;
  for (int i = 0; i <= 60; ++i)
    curve.emplace_back(cvRound(left + i * 0.5 * u), cvRound(y + 0.8 * u * std::sin(0.35 * i)));
  cv::copyMakeBorder(page.ink, page.ink, 0, cvRound(6 * u), 0, 0, cv::BORDER_CONSTANT, 0);
  cv::polylines(page.ink, curve, false, 255, cvRound(0.18 * u));
  EXPECT_TRUE(found().empty());
}

TEST_F(RuleFinderTest, LetterThatCrossesKeepsItsInk) {
  cv::Mat ink = cv::Mat::zeros(200, 400, CV_8UC1);
  ink(cv::Rect(50, 100, 300, 4)) = 255;
  ink(cv::Rect(120, 80, 4, 50)) = 255;
  const FoundRules rules = find_rules(ink, {}, 20);
  ASSERT_EQ(rules.rules.size(), 1U);
  EXPECT_EQ(rules.rules[0].box, (Box{50, 100, 350, 104}));
  EXPECT_EQ(cv::countNonZero(rules.mask), 296 * 4);
  EXPECT_EQ(rules.mask.at<uchar>(101, 121), 0);
}

TEST_F(RuleFinderTest, WithoutTextThereIsNoMeasure) {
  cv::Mat ink = cv::Mat::zeros(200, 400, CV_8UC1);
  ink(cv::Rect(50, 100, 300, 4)) = 255;
  EXPECT_TRUE(find_rules(ink, {}, 0).rules.empty());
}

}  // namespace
}  // namespace folio
