#include "export/pdf/page_picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "export/pdf/cell_colors.h"
#include "export/pdf/drawn_ink.h"
#include "export/pdf/pdf_layers.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const cv::Scalar kPaper(200, 220, 230), kInk(30, 25, 20), kPen(160, 60, 20);

/// Cream paper with a typed word in black, a word of a pen in blue, and a stroke of it through the typed
/// word.
struct Leaf {
  ScannedPage scan;
  LayerMasks masks{cv::Size(900, 600)};
  PageText text;

  Leaf() {
    scan.pixels = cv::Mat(600, 900, CV_8UC3, kPaper);
    scan.resolution = {300, 300, Resolution::Source::declared};
    draw(Layer::typed, {100, 100, 200, 40}, kInk);
    draw(Layer::hand, {500, 300, 120, 6}, kPen);
    draw(Layer::strike, {80, 116, 240, 8}, kPen);
    masks[Layer::typed](cv::Rect(100, 100, 200, 40)).setTo(255);  // under the stroke too
    text.size = scan.pixels.size();
    text.resolution = scan.resolution;
    text.kind = {PageKind::typed, 0.9};
  }
  void draw(Layer layer, const cv::Rect& box, const cv::Scalar& color) {
    cv::rectangle(scan.pixels, box, color, cv::FILLED);
    cv::rectangle(masks[layer], box, 255, cv::FILLED);
  }
  PdfPicture picture(const PagePictureOptions& options = {}) const {
    return page_picture(scan, &masks, text, options);
  }
};

cv::Mat decoded(const PdfImage& image) {
  return cv::imdecode(std::vector<uchar>(image.bytes.begin(), image.bytes.end()), cv::IMREAD_UNCHANGED);
}

std::string begin(PdfLayerId layer) { return "/OC /L" + std::to_string(static_cast<int>(layer)) + " BDC"; }

TEST(CellColors, AreThoseWithinTheMaskAlone) {
  cv::Mat pixels(8, 8, CV_8UC3, cv::Scalar(10, 20, 30)), mask = cv::Mat::zeros(8, 8, CV_8UC1);
  pixels(cv::Rect(1, 1, 2, 2)).setTo(cv::Scalar(100, 150, 200));
  mask(cv::Rect(1, 1, 2, 2)).setTo(255);
  const cv::Mat cells = cell_colors(pixels, mask, 4);
  EXPECT_EQ(cells.size(), cv::Size(2, 2));
  for (int y = 0; y < 2; ++y)
    for (int x = 0; x < 2; ++x)
      EXPECT_EQ(cells.at<cv::Vec3b>(y, x), cv::Vec3b(100, 150, 200)) << x << " " << y;
}

TEST(CellColors, GoOnSmoothlyWhereThereAreNone) {
  cv::Mat pixels(4, 400, CV_8UC1, cv::Scalar(0)), mask = cv::Mat::zeros(4, 400, CV_8UC1);
  pixels(cv::Rect(0, 0, 4, 4)).setTo(100);
  pixels(cv::Rect(396, 0, 4, 4)).setTo(200);
  mask(cv::Rect(0, 0, 4, 4)).setTo(255);
  mask(cv::Rect(396, 0, 4, 4)).setTo(255);
  const cv::Mat cells = cell_colors(pixels, mask, 4);
  for (int x = 0; x < cells.cols; ++x) {
    EXPECT_GE(cells.at<uchar>(0, x), 95);
    EXPECT_LE(cells.at<uchar>(0, x), 205);
  }
  EXPECT_LT(cells.at<uchar>(0, 10), cells.at<uchar>(0, 90));
}

TEST(CellColors, OfAnEmptyMaskAreBlack) {
  EXPECT_EQ(
      cv::countNonZero(cell_colors(cv::Mat(9, 9, CV_8UC1, cv::Scalar(77)), cv::Mat::zeros(9, 9, CV_8UC1), 4)),
      0);
}

TEST(DrawnInk, OfABilevelScanIsItsBlackPixelsExactly) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    cv::Mat pixels(40, 60, CV_8UC1);
    LayerMasks masks(pixels.size());
    for (int i = 0; i < 2400; ++i) {
      pixels.at<uchar>(i / 60, i % 60) = random() % 3 == 0 ? 0 : 255;
      for (const Layer layer : kInkLayers)
        masks[layer].at<uchar>(i / 60, i % 60) = random() % 4 == 0 ? 255 : 0;
    }
    cv::Mat all = cv::Mat::zeros(pixels.size(), CV_8UC1);
    for (const DrawnInk& ink : ink_of_bilevel(pixels, masks)) all |= ink.mask;
    EXPECT_EQ(cv::countNonZero(all != (pixels == 0)), 0);
  }
}

TEST(DrawnInk, ALetterUnderAStrokeStaysWhole) {
  const Leaf leaf;
  cv::Mat gray;
  cv::cvtColor(leaf.scan.pixels, gray, cv::COLOR_BGR2GRAY);
  for (const DrawnInk& ink : ink_of_gray(gray, leaf.masks, 11.8)) {
    if (ink.layer != PdfLayerId::typed_ink) continue;
    EXPECT_EQ(cv::countNonZero(ink.mask(cv::Rect(100, 100, 200, 40))), 8000);
    EXPECT_EQ(ink.alone.at<uchar>(120, 200), 0) << "its color is not taken from under the stroke";
  }
}

TEST(DrawnInk, NoGapWhereInksMeetAndNoThinStrokeIsLost) {
  Leaf leaf;
  leaf.masks[Layer::typed](cv::Rect(299, 100, 1, 40)).setTo(0);            // a column that nobody has
  cv::rectangle(leaf.scan.pixels, {600, 500, 200, 3}, kInk, cv::FILLED);   // a rule
  cv::rectangle(leaf.scan.pixels, {20, 400, 100, 100}, kInk, cv::FILLED);  // a hole
  cv::Mat gray, all = cv::Mat::zeros(leaf.scan.pixels.size(), CV_8UC1);
  cv::cvtColor(leaf.scan.pixels, gray, cv::COLOR_BGR2GRAY);
  for (const DrawnInk& ink : ink_of_gray(gray, leaf.masks, 11.8)) all |= ink.mask;
  EXPECT_EQ(cv::countNonZero(all(cv::Rect(299, 100, 1, 40))), 40);
  EXPECT_EQ(cv::countNonZero(all(cv::Rect(600, 500, 200, 3))), 600);
  EXPECT_EQ(all.at<uchar>(450, 70), 0) << "large dark areas stay in the paper";
}

TEST(PagePicture, PaperHasNoInkAndInksHaveTheirColors) {
  const Leaf leaf;
  const PdfPicture picture = leaf.picture();
  ASSERT_EQ(picture.images.size(), 4u);
  const cv::Mat paper = decoded(picture.images[0]);
  EXPECT_EQ(paper.size(), cv::Size(300, 200));
  double darkest = 0;
  cv::minMaxLoc(paper.reshape(1), &darkest, nullptr);
  EXPECT_GT(darkest, 190) << "filled with the paper around";
  for (size_t i = 1; i < 4; ++i) ASSERT_EQ(picture.images[i].mask.size(), 1u);
  const auto mean = [&](size_t i) { return cv::mean(decoded(picture.images[i])); };
  EXPECT_LT(cv::norm(mean(1) - kInk), 12) << "typed";
  EXPECT_LT(cv::norm(mean(2) - kPen), 12) << "hand";
  EXPECT_LT(cv::norm(mean(3) - kPen), 20) << "strike";
}

TEST(PagePicture, EachInkIsInItsLayerFromTheBottomUp) {
  const std::string operators = Leaf().picture().operators;
  size_t at = 0;
  for (const PdfLayerId layer :
       {PdfLayerId::scan, PdfLayerId::typed_ink, PdfLayerId::hand_ink, PdfLayerId::strikes}) {
    const size_t found = operators.find(begin(layer));
    ASSERT_NE(found, std::string::npos);
    EXPECT_GE(found, at);
    at = found;
  }
  EXPECT_THAT(operators, Not(HasSubstr(begin(PdfLayerId::stamp_ink))));
}

TEST(PagePicture, WholeScanWhereItIsWantedOrNothingElseIsKnown) {
  const Leaf leaf;
  EXPECT_EQ(leaf.picture({.keep_scan = true}).images.size(), 1u);
  EXPECT_EQ(page_picture(leaf.scan, nullptr, leaf.text, {}).images.size(), 1u);
  Leaf photograph;
  photograph.text.kind = {PageKind::picture, 0.9};
  EXPECT_EQ(photograph.picture().images.size(), 1u);
}

TEST(PagePicture, PhotographsAreDrawnFiner) {
  Leaf leaf;
  leaf.text.regions.push_back({"region_1", Layer::typed, Role::picture, {90, 90, 330, 150}, 0.9});
  const PdfPicture picture = leaf.picture();
  ASSERT_GE(picture.images.size(), 2u);
  EXPECT_EQ(decoded(picture.images[1]).size(), cv::Size(120, 30)) << "150 dpi";
  EXPECT_THAT(picture.operators, Not(HasSubstr(begin(PdfLayerId::typed_ink))));
}

TEST(PagePicture, MasksOfCoarseScansAreEnlarged) {
  Leaf leaf;
  leaf.scan.resolution = {100, 100, Resolution::Source::declared};
  const PdfPicture picture = leaf.picture();
  ASSERT_GE(picture.images.size(), 2u);
  EXPECT_GE(picture.images[1].mask.at(0).width, 2 * 200);
}

TEST(PagePicture, SmallMasksStandAmongTheOperators) {
  Leaf leaf;
  leaf.scan.bilevel = true;
  cv::Mat gray;
  cv::cvtColor(leaf.scan.pixels, gray, cv::COLOR_BGR2GRAY);
  leaf.scan.pixels = gray > 190;
  const PdfPicture picture = leaf.picture();
  EXPECT_TRUE(picture.images.empty());
  EXPECT_THAT(picture.operators, HasSubstr("BI /IM true /W 200 /H 40 /F /CCF"));
  cv::Mat noise(600, 900, CV_8UC1);
  cv::randu(noise, 0, 2);
  leaf.scan.pixels = noise * 255;
  leaf.masks[Layer::typed].setTo(255);
  EXPECT_FALSE(leaf.picture().images.empty());
}

}  // namespace
}  // namespace folio
