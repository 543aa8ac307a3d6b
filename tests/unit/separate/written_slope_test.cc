#include "separate/written_slope.h"

#include <gtest/gtest.h>

#include <cmath>

namespace folio {
namespace {

/// Three rows of dashes, 4 pixels high and 30 apart, along `slope`.
std::vector<cv::Point> rows(double slope) {
  std::vector<cv::Point> points;
  for (int row = 0; row < 3; ++row)
    for (int x = 0; x < 300; ++x)
      for (int y = 0; y < 4; ++y)
        if (x % 20 < 14) points.emplace_back(x, 200 + 30 * row + y + cvRound(slope * x));
  return points;
}

TEST(WrittenSlopeTest, IsThatOfTheRows) {
  for (const double slope : {-0.6, -0.32, -0.1, 0.2, 0.48})
    EXPECT_NEAR(slope_of_writing(rows(slope), 5), slope, 0.03);
}

TEST(WrittenSlopeTest, IsRefined) {
  for (const double slope : {-0.113, 0.012, 0.27})
    EXPECT_NEAR(refined_slope(rows(slope), 5, 0.04 * std::round(slope / 0.04)), slope, 0.016)
        << "of 300 columns, in rows of 5";
  EXPECT_EQ(refined_slope({}, 5, 0.2), 0.2);
}

TEST(WrittenSlopeTest, LevelRowsHaveNone) { EXPECT_EQ(slope_of_writing(rows(0), 5), 0); }

TEST(WrittenSlopeTest, NoInkHasNone) { EXPECT_EQ(slope_of_writing({}, 5), 0); }

TEST(WrittenSlopeTest, ABlotHasNone) {
  std::vector<cv::Point> points;
  for (int y = 0; y < 60; ++y)
    for (int x = 0; x < 60; ++x) points.emplace_back(x, y);
  EXPECT_EQ(slope_of_writing(points, 5), 0);
}

}  // namespace
}  // namespace folio
