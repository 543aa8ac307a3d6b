#include "separate/ink_hue.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

/// A page with broad strokes of one ink. `paper` and `ink` in BGR; `strength` of the ink, [0, 1].
UprightPage page_of(const cv::Vec3b& paper, const cv::Vec3b& ink, double strength) {
  UprightPage page;
  page.color = cv::Mat(600, 400, CV_8UC3, cv::Scalar(paper));
  cv::Vec3b mixed;
  // Ink takes its share of the light that the paper gives back.
  for (int i = 0; i < 3; ++i)
    mixed[i] = cv::saturate_cast<uchar>(paper[i] * (1 - strength * (1 - ink[i] / 255.0)));
  for (int y = 40; y < 560; y += 40)
    cv::rectangle(page.color, {60, y, 280, 8}, cv::Scalar(mixed), cv::FILLED);
  cv::cvtColor(page.color, page.gray, cv::COLOR_BGR2GRAY);
  page.frame = {0, 0, 400, 600};
  return page;
}

InkHue hue_of(const cv::Vec3b& ink, const cv::Vec3b& paper = {255, 255, 255}, double strength = 1) {
  return HueMap(page_of(paper, ink, strength)).at(200, 324);  // in the middle of a stroke
}

TEST(InkHueTest, BlackAndGrayHaveNone) {
  for (const double strength : {0.9, 0.5}) {
    const InkHue hue = hue_of({30, 30, 30}, {255, 255, 255}, strength);
    EXPECT_NEAR(hue.red_blue, 0, 0.01);
    EXPECT_NEAR(hue.green, 0, 0.01);
  }
}

TEST(InkHueTest, ThePapersTintIsTakenOut) {
  const InkHue hue = hue_of({30, 30, 30}, {170, 205, 225}, 0.9);  // on yellow paper
  EXPECT_NEAR(hue.red_blue, 0, 0.02);
  EXPECT_NEAR(hue.green, 0, 0.02);
}

TEST(InkHueTest, SignsTellTheInks) {
  EXPECT_GT(hue_of({150, 60, 40}).red_blue, 0.1) << "blue";
  EXPECT_LT(hue_of({40, 40, 190}).red_blue, -0.1) << "red";
  EXPECT_GT(hue_of({140, 50, 120}).green, 0.1) << "violet";
  EXPECT_LT(hue_of({60, 150, 60}).green, -0.1) << "green";
}

TEST(InkHueTest, PaperHasNoDensityAndInkHas) {
  const HueMap hues(page_of({235, 235, 235}, {60, 60, 60}, 1));
  EXPECT_FALSE(hues.empty());
  EXPECT_NEAR(hues.density(20, 20), 0, 0.05);
  EXPECT_GT(hues.density(200, 324), 2);
  hues.at(399, 599);  // the last pixel is in the map
}

TEST(InkHueTest, GrayScansHaveNoHues) {
  UprightPage page = page_of({255, 255, 255}, {0, 0, 0}, 1);
  page.color = cv::Mat();
  EXPECT_TRUE(HueMap(page).empty());
}

}  // namespace
}  // namespace folio
