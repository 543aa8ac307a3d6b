#include "export/layers_png.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

LayerMasks corner_masks(const cv::Size& size) {
  LayerMasks masks(size);
  masks[Layer::typed](cv::Rect(2, 2, 10, 6)) = 255;
  masks[Layer::hand](cv::Rect(20, 2, 4, 4)) = 255;
  masks[Layer::strike](cv::Rect(0, 4, 14, 2)) = 255;
  masks[Layer::stamp](cv::Rect(30, 20, 5, 5)) = 255;
  masks[Layer::print](cv::Rect(5, 30, 5, 5)) = 255;
  return masks;
}

TEST(LayersPng, IsAPaletteImageOfEightBits) {
  const std::string png = layers_png(corner_masks({40, 36}), {});
  ASSERT_GT(png.size(), 33u);
  EXPECT_EQ(png.substr(12, 4), "IHDR");
  EXPECT_EQ(png.substr(16, 8), std::string("\0\0\0\x28\0\0\0\x24", 8));
  EXPECT_EQ(png[24], 8) << "bits a pixel";
  EXPECT_EQ(png[25], 3) << "color type: palette";
}

TEST(LayersPng, PixelsAreTheNumbersOfTheLayers) {
  const LayerMasks masks = corner_masks({40, 36});
  const std::string png = layers_png(masks, {});
  // Decoders give colors; the palette chunk says which number each stands for.
  const size_t palette = png.find("PLTE") + 4;
  std::map<int, int> number_of;
  for (int n = 0; n < 6; ++n) {
    const auto byte = [&](int k) {
      return static_cast<unsigned char>(png[palette + static_cast<size_t>(3 * n + k)]);
    };
    number_of[byte(0) << 16 | byte(1) << 8 | byte(2)] = n;
  }
  ASSERT_EQ(number_of.size(), 6u) << "colors must differ";
  const cv::Mat bytes(1, static_cast<int>(png.size()), CV_8UC1, const_cast<char*>(png.data()));
  const cv::Mat colors = cv::imdecode(bytes, cv::IMREAD_COLOR);
  const cv::Mat labels = masks.labels();
  ASSERT_EQ(colors.size(), labels.size());
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      const cv::Vec3b c = colors.at<cv::Vec3b>(y, x);
      ASSERT_EQ(number_of.at(c[2] << 16 | c[1] << 8 | c[0]), labels.at<uchar>(y, x)) << x << "," << y;
    }
  }
  EXPECT_EQ(labels.at<uchar>(4, 3), 3) << "the strike lies over the letter";
}

void expect_same(const LayerMasks& a, const LayerMasks& b) {
  ASSERT_EQ(a.size(), b.size());
  for (const Layer layer : kInkLayers)
    EXPECT_EQ(cv::norm(a[layer], b[layer], cv::NORM_INF), 0) << name_of(layer);
}

TEST(MasksOnScan, IdentityChangesNothing) {
  const LayerMasks masks = corner_masks({40, 36});
  expect_same(masks_on_scan(masks, {}, masks.size()), masks);
}

TEST(MasksOnScan, KeepsOverlapsAndPlaces) {
  // Upright shifted by (3, 2) on the scan: what was at (x, y) is at (x + 3, y + 2).
  const LayerMasks masks = corner_masks({40, 36});
  const LayerMasks moved = masks_on_scan(masks, Transform(cv::Matx33d(1, 0, 3, 0, 1, 2, 0, 0, 1)), {60, 50});
  LayerMasks expected(cv::Size(60, 50));
  for (const Layer layer : kInkLayers) masks[layer].copyTo(expected[layer](cv::Rect(3, 2, 40, 36)));
  expect_same(moved, expected);
}

TEST(MasksOnScan, AQuarterTurnIsExact) {
  // (x, y) goes to (36 - y, x): the corner convention of Transform, pixel (x, y) to pixel (35 - y, x).
  const LayerMasks masks = corner_masks({40, 36});
  const LayerMasks turned =
      masks_on_scan(masks, Transform(cv::Matx33d(0, -1, 36, 1, 0, 0, 0, 0, 1)), {36, 40});
  LayerMasks expected(cv::Size(36, 40));
  for (const Layer layer : kInkLayers) cv::rotate(masks[layer], expected[layer], cv::ROTATE_90_CLOCKWISE);
  expect_same(turned, expected);
}

TEST(MasksOnScan, ASmallTurnGoesTheRightWay) {
  LayerMasks masks(cv::Size(400, 400));
  masks[Layer::typed](cv::Rect(300, 198, 20, 4)) = 255;
  const double angle = 5 * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
  const Transform scan_from_upright(
      cv::Matx33d(c, -s, 200 - 200 * c + 200 * s, s, c, 200 - 200 * s - 200 * c, 0, 0, 1));
  const LayerMasks turned = masks_on_scan(masks, scan_from_upright, {400, 400});
  const cv::Point2d center = scan_from_upright(cv::Point2d(310, 200));
  EXPECT_EQ(turned[Layer::typed].at<uchar>(static_cast<int>(center.y), static_cast<int>(center.x)), 255);
  EXPECT_NEAR(cv::countNonZero(turned[Layer::typed]), 80, 12);
}

TEST(MasksOnScan, FollowTheShiftsOfABentPage) {
  LayerMasks masks(cv::Size(400, 400));
  masks[Layer::typed](cv::Rect(300, 198, 20, 4)) = 255;
  const PageMap scan_from_upright(Transform(),
                                  ShiftField{{400, 400}, 2, 2, {{0, 0}, {0, 40}, {0, 0}, {0, 40}}});
  const LayerMasks bent = masks_on_scan(masks, scan_from_upright, {400, 400});
  EXPECT_EQ(bent[Layer::typed].at<uchar>(231, 310), 255);  // 310 / 400 of 40 pixels down
  EXPECT_EQ(bent[Layer::typed].at<uchar>(200, 310), 0);
  EXPECT_NEAR(cv::countNonZero(bent[Layer::typed]), 80, 12);
}

TEST(MasksOnScan, TakeTheirEdgesFromTheScan) {
  // Thin strokes on toned paper, found on the page turned upright: the picture is sampled once, the mask once
  // more.
  cv::Mat pixels(300, 300, CV_8UC1, cv::Scalar(210));
  for (int y = 40; y < 260; y += 20) cv::line(pixels, {30, y + 8}, {270, y}, 40, 3);
  for (int x = 40; x < 260; x += 20) cv::line(pixels, {x, 40}, {x + 8, 260}, 40, 2);
  const cv::Mat truth = pixels < 125;
  cv::GaussianBlur(pixels, pixels, {}, 0.6);
  const auto scan = std::make_shared<const ScannedPage>(ScannedPage{{}, pixels, false, {}});

  const double angle = 1.5 * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
  auto upright = std::make_shared<UprightPage>();
  upright->scan = scan;
  upright->scan_from_upright =
      Transform(cv::Matx33d(c, -s, 150 - 150 * c + 150 * s, s, c, 150 - 150 * s - 150 * c, 0, 0, 1));
  cv::warpAffine(pixels, upright->gray, cv::getRotationMatrix2D({149.5F, 149.5F}, 1.5, 1), pixels.size(),
                 cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  auto segmented = std::make_shared<SegmentedPage>();
  segmented->upright = upright;
  LayeredPage page;
  page.segmented = segmented;
  page.masks = LayerMasks(pixels.size());
  page.masks[Layer::typed] = upright->gray < 90;

  const auto overlap = [&](const cv::Mat& mask) {
    return static_cast<double>(cv::countNonZero(mask & truth)) / cv::countNonZero(mask | truth);
  };
  const LayerMasks carried = masks_on_scan(page.masks, upright->scan_from_upright, pixels.size());
  EXPECT_LT(overlap(carried[Layer::typed]), 0.9);
  EXPECT_GT(overlap(masks_on_scan(std::make_shared<const LayeredPage>(page), *scan)[Layer::typed]), 0.95);
}

}  // namespace
}  // namespace folio
