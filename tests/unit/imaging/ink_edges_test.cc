#include "imaging/ink_edges.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

const cv::Rect kHeavy(20, 20, 60, 7), kFaint(20, 50, 60, 7);

/// A heavy stroke and a faint one on white paper, their edges blurred as a scan's are.
cv::Mat two_strokes() {
  cv::Mat page(80, 100, CV_8UC1, cv::Scalar(255));
  cv::rectangle(page, kHeavy, 10, cv::FILLED);
  cv::rectangle(page, kFaint, 170, cv::FILLED);
  cv::GaussianBlur(page, page, {}, 1.0);
  return page;
}

cv::Mat filled(const cv::Size& size, const cv::Rect& rect) {
  cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
  mask(rect) = 255;
  return mask;
}

cv::Rect grown(const cv::Rect& rect, int pixels) {
  return {rect.x - pixels, rect.y - pixels, rect.width + 2 * pixels, rect.height + 2 * pixels};
}

/// Pixels in which masks differ.
int apart(const cv::Mat& a, const cv::Mat& b) { return cv::countNonZero(a != b); }

/// `mask` fitted to the page as its only layer.
cv::Mat fit(const cv::Mat& page, const cv::Mat& mask) {
  LayerMasks masks(page.size());
  mask.copyTo(masks[Layer::typed]);
  fit_ink_edges(page, masks);
  EXPECT_EQ(cv::countNonZero(masks[Layer::hand]), 0);
  return masks[Layer::typed];
}

TEST(InkEdgesTest, ThinAndFatMasksComeToTheEdge) {
  // A corner's darkness is less than half: all but the four corners of a stroke are exact.
  const cv::Mat page = two_strokes();
  for (const cv::Rect& stroke : {kHeavy, kFaint}) {
    for (const int off : {-2, -1, 0, 1, 2}) {
      const cv::Mat fitted = fit(page, filled(page.size(), grown(stroke, off)));
      EXPECT_LE(apart(fitted, filled(page.size(), stroke)), 4) << stroke << " by " << off;
    }
  }
}

TEST(InkEdgesTest, AMaskAPixelAsideComesBack) {
  const cv::Mat page = two_strokes();
  const cv::Mat fitted = fit(page, filled(page.size(), kHeavy + cv::Point(1, -2)));
  EXPECT_LE(apart(fitted, filled(page.size(), kHeavy)), 4);
}

TEST(InkEdgesTest, AFaintStrokeBesideAHeavyOneKeepsItsOwnEdge) {
  cv::Mat page(60, 100, CV_8UC1, cv::Scalar(255));
  const cv::Rect heavy(20, 20, 60, 7), faint(20, 30, 60, 7);  // three pixels apart
  cv::rectangle(page, heavy, 10, cv::FILLED);
  cv::rectangle(page, faint, 170, cv::FILLED);
  cv::GaussianBlur(page, page, {}, 0.7);
  LayerMasks masks(page.size());
  masks[Layer::typed](heavy) = 255;
  masks[Layer::hand](grown(faint, -2)) = 255;
  fit_ink_edges(page, masks);
  EXPECT_LE(apart(masks[Layer::typed], filled(page.size(), heavy)), 4);
  EXPECT_LE(apart(masks[Layer::hand], filled(page.size(), faint)), 4);
}

TEST(InkEdgesTest, TouchingLayersShareByTheNearest) {
  // One dark bar, its left part typed and its right part by hand, four pixels between left to nobody.
  cv::Mat page(40, 80, CV_8UC1, cv::Scalar(255));
  const cv::Rect bar(10, 10, 60, 9);
  cv::rectangle(page, bar, 20, cv::FILLED);
  LayerMasks masks(page.size());
  masks[Layer::typed](cv::Rect(10, 10, 28, 9)) = 255;
  masks[Layer::hand](cv::Rect(42, 10, 28, 9)) = 255;
  fit_ink_edges(page, masks);
  EXPECT_EQ(apart(masks[Layer::typed], filled(page.size(), {10, 10, 30, 9})), 0);
  EXPECT_EQ(apart(masks[Layer::hand], filled(page.size(), {40, 10, 30, 9})), 0);
}

TEST(InkEdgesTest, OverlapsStayAndNothingSpreadsIntoAnotherLayer) {
  cv::Mat page(60, 60, CV_8UC1, cv::Scalar(255));
  const cv::Rect letter(25, 10, 8, 40), stroke(5, 26, 50, 5);
  page(letter) = 60;
  page(stroke) = 20;
  LayerMasks masks(page.size());
  masks[Layer::typed](letter) = 255;
  masks[Layer::strike](stroke) = 255;
  fit_ink_edges(page, masks);
  EXPECT_EQ(apart(masks[Layer::typed], filled(page.size(), letter)), 0);
  EXPECT_EQ(apart(masks[Layer::strike], filled(page.size(), stroke)), 0);
}

TEST(InkEdgesTest, PaperAndUntouchedInkAreInNoLayer) {
  const cv::Mat page = two_strokes();
  const cv::Mat paper = fit(page, filled(page.size(), {40, 36, 10, 5}));
  EXPECT_EQ(cv::countNonZero(paper), 0);
  const cv::Mat heavy = fit(page, filled(page.size(), kHeavy));
  EXPECT_EQ(cv::countNonZero(heavy(kFaint)), 0);
  EXPECT_EQ(cv::countNonZero(fit(page, cv::Mat::zeros(page.size(), CV_8UC1))), 0);
}

TEST(InkEdgesTest, OneBitScansGiveTheirOwnPixels) {
  cv::Mat page(50, 50, CV_8UC1, cv::Scalar(255));
  cv::line(page, {5, 8}, {44, 41}, 0, 4);
  cv::Mat carried = page < 128;
  cv::warpAffine(carried, carried, cv::Matx23d(1, 0, 1, 0, 1, -1), page.size(), cv::INTER_NEAREST);
  EXPECT_EQ(apart(fit(page, carried), page < 128), 0);
}

}  // namespace
}  // namespace folio
