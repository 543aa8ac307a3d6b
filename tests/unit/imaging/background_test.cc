#include "imaging/background.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/staged_pages.h"

namespace folio {
namespace {

/// Paper whose light falls from 240 at the left edge to 120 at the right.
cv::Mat shaded(const cv::Size& size) {
  cv::Mat page(size, CV_8UC1);
  for (int x = 0; x < size.width; ++x) page.col(x) = 240 - 120.0 * x / size.width;
  return page;
}

TEST(BackgroundTest, UnevenPaperComesOutEven) {
  const cv::Mat even = even_out_background(shaded({800, 1000}));
  double darkest = 0;
  cv::minMaxLoc(even, &darkest);
  EXPECT_GT(darkest, 240);
}

TEST(BackgroundTest, InkKeepsItsContrastEverywhere) {
  // Ink that lets a quarter of the light through, on paper of any brightness.
  cv::Mat page = shaded({800, 1000});
  cv::Mat strokes = cv::Mat::zeros(page.size(), CV_8UC1);
  for (int y = 100; y < 900; y += 60) {
    for (int x = 60; x < 740; x += 14) cv::rectangle(strokes, {x, y, 3, 16}, 255, cv::FILLED);
  }
  cv::Mat quarter = page * 0.25;
  quarter.copyTo(page, strokes);
  const cv::Mat even = even_out_background(page);
  EXPECT_EQ(even.size(), page.size());
  for (const cv::Rect part : {cv::Rect(0, 0, 200, 1000), cv::Rect(600, 0, 200, 1000)}) {
    EXPECT_NEAR(cv::mean(even(part), strokes(part))[0], 0.25 * 255, 6);
    EXPECT_GT(cv::mean(even(part), strokes(part) == 0)[0], 246);
  }
}

TEST(BackgroundTest, ADrawnPageOnTonedPaperComesOutWhite) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(5));
  leaf.scan.dpi = 150;
  leaf.paper.tone = {214, 196, 160};
  leaf.paper.mottling = 1;
  leaf.paper.stains = 4;
  const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
  const cv::Mat gray = testing::scan_of(drawn, testing::ScanKind::gray)->pixels;
  cv::Mat no_ink;
  cv::dilate(drawn.masks[Layer::typed], no_ink, cv::Mat::ones(7, 7, CV_8UC1));
  no_ink = no_ink == 0;
  cv::Scalar mean, deviation, mean_before, deviation_before;
  cv::meanStdDev(even_out_background(gray), mean, deviation, no_ink);
  cv::meanStdDev(gray, mean_before, deviation_before, no_ink);
  EXPECT_GT(mean[0], 248);
  EXPECT_LT(deviation[0], 0.6 * deviation_before[0]);
}

TEST(BackgroundTest, AnySizeWillDo) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(3000, 3), cv::Size(2, 700)}) {
    const cv::Mat even = even_out_background(cv::Mat(size, CV_8UC1, cv::Scalar(130)));
    EXPECT_EQ(even.size(), size);
    EXPECT_EQ(cv::countNonZero(even < 250), 0);
  }
}

}  // namespace
}  // namespace folio
