#include "deskew/bend_finder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "drawing/sheet_bend.h"
#include "support/random_leaf.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

LeafDescription leaf(double curl_mm, double fan, double dpi = 150) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(24));
  leaf.scan.dpi = dpi;
  leaf.scan.curl_mm = curl_mm;
  leaf.scan.fan = fan;
  return leaf;
}

/// Farthest that a typed line's feet lie from level on the upright page, in x-heights.
double unevenness(const LeafDescription& leaf, const UprightPage& upright, const DrawnLeaf& drawn) {
  const PageMap flat_from_scan = flat_from_bent(leaf, drawn.pixels.size());
  const auto scan_from_flat = flat_from_scan.inverse();
  const auto upright_from_scan = upright.scan_from_upright.inverse();
  double worst = 0;
  for (const TextLine& line : drawn.truth.lines) {
    const cv::Point2d left = flat_from_scan(line.baseline.left), right = flat_from_scan(line.baseline.right);
    double low = 1e9, high = -1e9;
    for (double t = 0; t <= 1; t += 0.05) {
      const double y = upright_from_scan(scan_from_flat(left + t * (right - left))).y;
      low = std::min(low, y), high = std::max(high, y);
    }
    worst = std::max(worst, (high - low) * upright.scan_from_upright.scale() / line.x_height);
  }
  return worst;
}

TEST(BendFinderTest, CurledAndSlantingRowsComeOutLevel) {
  for (const double dpi : {110.0, 300.0})
    for (const auto& [curl, fan] : {std::pair{12.0, 0.0}, {-9.0, 0.0}, {0.0, 0.06}, {7.0, -0.05}}) {
      const LeafDescription wanted = leaf(curl, fan, dpi);
      const DrawnLeaf drawn = draw_leaf(wanted, testing::debian_faces());
      const auto upright = testing::upright_of(testing::scan_of(drawn));
      EXPECT_GT(upright->bend, 0) << curl << " " << fan << " " << dpi;
      EXPECT_LT(unevenness(wanted, *upright, drawn), 0.5) << curl << " " << fan << " " << dpi;
    }
}

TEST(BendFinderTest, PixelsFollowTheMap) {
  const DrawnLeaf drawn = draw_leaf(leaf(12, 0), testing::debian_faces());
  const auto upright = testing::upright_of(testing::scan_of(drawn));
  ASSERT_GT(upright->bend, 0);
  // The truth's ink, carried to the upright page by the map, is where that page is dark.
  const LayerMasks masks = testing::true_masks(drawn, *upright);
  EXPECT_GT(testing::overlap_of(masks[Layer::typed], upright->gray < 128), 0.6);
  EXPECT_EQ(upright->color.size(), upright->size());
}

TEST(BendFinderTest, FlatPagesAreLeftAlone) {
  using testing::LeafKind;
  for (const LeafKind kind : {LeafKind::prose, LeafKind::table, LeafKind::columns, LeafKind::few,
                              LeafKind::handwriting, LeafKind::print, LeafKind::leaders})
    for (const std::uint64_t seed : {3, 4}) {
      const testing::RandomLeaf wanted = testing::random_leaf(seed, kind);
      const auto upright = testing::upright_of(testing::scan_of(wanted.leaf, wanted.scan));
      EXPECT_EQ(upright->bend, 0) << testing::name_of(kind) << " " << seed;
      EXPECT_TRUE(upright->scan_from_upright.is_plane()) << testing::name_of(kind) << " " << seed;
    }
}

TEST(BendFinderTest, SaysHowFarRowsRan) {
  // Rows of a pattern of dashes that follow a known parabola.
  cv::Mat ink(900, 900, CV_8UC1, cv::Scalar(0));
  for (int row = 60; row < 840; row += 24)
    for (int x = 50; x < 850; x += 14) {
      const double t = (x - 450) / 400.0;
      ink(cv::Rect(x, row + static_cast<int>(std::lround(30 * t * t)), 9, 9)).setTo(255);
    }
  const auto found = find_bend(ink, 0, 9);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->bend, 30, 3);
  EXPECT_NEAR(found->mean_slope, 0, 0.005);
  EXPECT_GT(found->gain, 1.5);
  EXPECT_NEAR(found->down_at({390, 0}) - found->down_at({0, 0}), 28.5, 3);
}

TEST(BendFinderTest, NothingToSeeGivesNothing) {
  EXPECT_FALSE(find_bend(cv::Mat(300, 300, CV_8UC1, cv::Scalar(0)), 0, 10));
  EXPECT_FALSE(find_bend(cv::Mat(300, 300, CV_8UC1, cv::Scalar(255)), 0, 10));
  cv::Mat noise(600, 600, CV_8UC1);
  cv::RNG random(7);
  random.fill(noise, cv::RNG::UNIFORM, 0, 256);
  EXPECT_FALSE(find_bend(noise > 230, 0, 8));
  EXPECT_FALSE(find_bend(noise, 0, 0));
}

}  // namespace
}  // namespace folio
