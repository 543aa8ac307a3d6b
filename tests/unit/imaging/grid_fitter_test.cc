#include "imaging/grid_fitter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <random>

#include "imaging/components.h"
#include "imaging/line_grouper.h"

namespace folio {
namespace {

/// A page of boxes for letters, 20 pixels high, from which lines and grid are fitted.
struct Boxes {
  cv::Mat ink = cv::Mat::zeros(1000, 1200, CV_8UC1);
  cv::Mat labels;
  std::vector<Component> components;
  double letter_height = 0;
  std::vector<InkLine> lines;
  std::vector<TypewriterGrid> grids;

  std::optional<TypewriterGrid> fit(const GridSearch& search = {}) {
    components = find_components(ink, labels);
    letter_height = usual_letter_height(components, ink.size());
    lines = group_lines(components, letter_height, ink.size()).lines;
    grids = fit_grids(ink, components, letter_height, lines, search);
    return grids.empty() ? std::nullopt : std::optional(grids.front());
  }
};

/// Letters of several widths, each in the middle of its cell; every line begins at a cell of its own.
Boxes typed(double pitch, double origin_x, double step, int line_count, double jitter = 0) {
  Boxes page;
  std::mt19937 random(11);
  for (int line = 0; line < line_count; ++line) {
    const int first = static_cast<int>(random() % 4);
    for (int i = first; i < first + 38; ++i) {
      if (random() % 7 == 0) continue;  // a space
      const double width = 11 + static_cast<double>(random() % 8);
      const double off = jitter * (static_cast<double>(random() % 2001) / 1000 - 1);
      const double left = origin_x + (i + 0.5) * pitch - 0.5 * width + off;
      cv::rectangle(page.ink, cv::Rect(cvRound(left), cvRound(100 + line * step) - 20, cvRound(width), 20),
                    255, cv::FILLED);
    }
  }
  return page;
}

double phase_distance(double a, double b, double pitch) {
  const double cells = (a - b) / pitch;
  return std::abs(cells - std::round(cells)) * pitch;
}

TEST(GridFitterTest, PitchIsExactToAThousandth) {
  for (const double pitch : {22.4, 25.0, 28.17}) {
    const auto grid = typed(pitch, 61.3, 51, 10).fit();
    ASSERT_TRUE(grid) << pitch;
    EXPECT_NEAR(grid->pitch, pitch, 0.001 * pitch);
    EXPECT_NEAR(grid->line_step, 51, 0.51);
    EXPECT_GT(grid->confidence, 0.6);
    EXPECT_LT(grid->residual, 0.06);
  }
}

TEST(GridFitterTest, CellsBeginWhereTheyWereTyped) {
  const auto grid = typed(25.6, 61.3, 51, 10).fit();
  ASSERT_TRUE(grid);
  EXPECT_LT(phase_distance(grid->origin_at(500), 61.3, 25.6), 0.06 * 25.6);
}

TEST(GridFitterTest, JitterOfATenthOfACellIsNoHindrance) {
  const auto grid = typed(25.6, 61.3, 51, 10, 2.5).fit();
  ASSERT_TRUE(grid);
  EXPECT_NEAR(grid->pitch, 25.6, 0.003 * 25.6);
  EXPECT_GT(grid->residual, 0.02);
}

TEST(GridFitterTest, ProportionalPrintHasNoPitch) {
  Boxes page;
  std::mt19937 random(2);
  for (int line = 0; line < 12; ++line) {
    double x = 60;
    while (x < 1100) {
      const double width = 7 + static_cast<double>(random() % 20);
      cv::rectangle(page.ink, cv::Rect(cvRound(x), 80 + line * 51, cvRound(width), 20), 255, cv::FILLED);
      x += width + 3 + (random() % 6 == 0 ? 12 : 0);
    }
  }
  const auto grid = page.fit();
  EXPECT_FALSE(grid) << grid->pitch << " " << grid->confidence;
}

TEST(GridFitterTest, AFewLettersHaveNoPitch) {
  Boxes page;
  for (int i = 0; i < 7; ++i) cv::rectangle(page.ink, {100 + 25 * i, 80, 15, 20}, 255, cv::FILLED);
  EXPECT_FALSE(page.fit());
}

TEST(GridFitterTest, NothingHasNoPitch) {
  std::vector<InkLine> none;
  EXPECT_TRUE(fit_grids(cv::Mat::zeros(100, 100, CV_8UC1), {}, 0, none).empty());
  EXPECT_TRUE(fit_grids(cv::Mat::zeros(100, 100, CV_8UC1), {}, 20, none).empty());
}

TEST(GridFitterTest, OneLineHasAPitchAndNoStep) {
  const auto grid = typed(25, 40, 51, 1).fit();
  ASSERT_TRUE(grid);
  EXPECT_NEAR(grid->pitch, 25, 0.01 * 25);
  EXPECT_EQ(grid->line_step, 0);
}

}  // namespace
}  // namespace folio
