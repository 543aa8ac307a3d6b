#include "imaging/rim_contrast.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "imaging/components.h"

namespace folio {
namespace {

/// A stroke of this grey, its edges blurred by so many pixels, on paper of grey 245.
cv::Mat page_with(int gray, double blur) {
  cv::Mat page(100, 140, CV_8UC1, cv::Scalar(245));
  cv::rectangle(page, {40, 45, 60, 8}, gray, cv::FILLED);
  cv::GaussianBlur(page, page, {}, blur);
  return page;
}

/// Contrast of the only piece: what is darker than half of the way to the darkest.
double contrast_of(const cv::Mat& page) {
  double darkest = 0;
  cv::minMaxLoc(page, &darkest);
  cv::Mat labels;
  const auto pieces = find_components(page < 0.5 * (darkest + 245), labels);
  EXPECT_EQ(pieces.size(), 1u);
  return rim_contrasts(page, labels, 1, cv::Mat::zeros(page.size(), CV_8UC1), 3).at(1);
}

TEST(RimContrastTest, AStrokeEndsAtOnceHoweverFaint) {
  for (const int gray : {20, 120, 200}) EXPECT_GT(contrast_of(page_with(gray, 1)), 0.95) << gray;
}

TEST(RimContrastTest, AStainFadesAwayHoweverDark) {
  for (const int gray : {20, 120}) EXPECT_LT(contrast_of(page_with(gray, 6)), 0.6) << gray;
}

TEST(RimContrastTest, OtherInkIsNoSurroundings) {
  cv::Mat page = page_with(120, 1);
  const cv::Rect beside(40, 55, 60, 10);
  cv::rectangle(page, beside, 125, cv::FILLED);
  cv::Mat labels, ink = cv::Mat::zeros(page.size(), CV_8UC1);
  cv::Mat stroke = ink.clone();
  stroke(cv::Rect(40, 45, 60, 8)) = 255;
  find_components(stroke, labels);
  const double as_paper = rim_contrasts(page, labels, 1, ink, 3).at(1);
  ink(beside) = 255;
  EXPECT_LT(as_paper, 0.7);
  EXPECT_GT(rim_contrasts(page, labels, 1, ink, 3).at(1), 0.9);
}

TEST(RimContrastTest, WithoutSurroundingsAPieceIsClear) {
  const cv::Mat page(20, 20, CV_8UC1, cv::Scalar(30));
  cv::Mat labels;
  find_components(page < 128, labels);
  EXPECT_EQ(rim_contrasts(page, labels, 1, cv::Mat::zeros(page.size(), CV_8UC1), 3).at(1), 1);
  EXPECT_EQ(rim_contrasts(page, cv::Mat::zeros(page.size(), CV_32SC1), 0, page, 3).size(), 1u);
}

}  // namespace
}  // namespace folio
