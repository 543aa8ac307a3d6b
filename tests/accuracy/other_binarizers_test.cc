#include "other_binarizers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <random>

namespace folio {
namespace {

/// Noise on paper, with strokes.
cv::Mat noisy_page() {
  std::mt19937 random(11);
  cv::Mat page(40, 50, CV_8UC1);
  for (int y = 0; y < page.rows; ++y) {
    for (int x = 0; x < page.cols; ++x)
      page.at<uchar>(y, x) = static_cast<uchar>((x / 5 % 3 == 0 ? 40 : 190) + random() % 40);
  }
  return page;
}

struct Window {
  double mean = 0, deviation = 0;
};

/// The window's figures pixel by pixel, mirrored at the page's edges.
Window window_at(const cv::Mat& gray, int x, int y, int side) {
  const auto mirrored = [](int at, int size) {
    if (at < 0) at = -at;
    return at >= size ? 2 * size - 2 - at : at;
  };
  double sum = 0, squares = 0;
  for (int j = y - side / 2; j <= y + side / 2; ++j) {
    for (int i = x - side / 2; i <= x + side / 2; ++i) {
      const double value = gray.at<uchar>(mirrored(j, gray.rows), mirrored(i, gray.cols));
      sum += value, squares += value * value;
    }
  }
  const double count = side * side, mean = sum / count;
  return {mean, std::sqrt(std::max(0.0, squares / count - mean * mean))};
}

// A pixel within 0.01 of its threshold may fall either way: sums in another order round differently.
constexpr double kTie = 0.01;

TEST(OtherBinarizersTest, SauvolaEqualsItsPlainTwin) {
  const cv::Mat page = noisy_page(), ink = sauvola(page, {.side = 9, .weight = 0.2});
  for (int y = 0; y < page.rows; ++y) {
    for (int x = 0; x < page.cols; ++x) {
      const Window window = window_at(page, x, y, 9);
      const double threshold = window.mean * (1 + 0.2 * (window.deviation / 128 - 1));
      if (std::abs(page.at<uchar>(y, x) - threshold) < kTie) continue;
      ASSERT_EQ(ink.at<uchar>(y, x) != 0, page.at<uchar>(y, x) <= threshold) << x << ", " << y;
    }
  }
}

TEST(OtherBinarizersTest, WolfEqualsItsPlainTwin) {
  const cv::Mat page = noisy_page(), ink = wolf(page, {.side = 9, .weight = 0.4});
  double largest = 0, darkest = 0;
  cv::minMaxLoc(page, &darkest);
  for (int y = 0; y < page.rows; ++y) {
    for (int x = 0; x < page.cols; ++x) largest = std::max(largest, window_at(page, x, y, 9).deviation);
  }
  for (int y = 0; y < page.rows; ++y) {
    for (int x = 0; x < page.cols; ++x) {
      const Window window = window_at(page, x, y, 9);
      const double threshold = window.mean - 0.4 * (1 - window.deviation / largest) * (window.mean - darkest);
      if (std::abs(page.at<uchar>(y, x) - threshold) < kTie) continue;
      ASSERT_EQ(ink.at<uchar>(y, x) != 0, page.at<uchar>(y, x) <= threshold) << x << ", " << y;
    }
  }
}

TEST(OtherBinarizersTest, EachFindsStrokesOnCleanPaper) {
  cv::Mat page(120, 160, CV_8UC1, cv::Scalar(230));
  for (int x = 20; x < 140; x += 14) cv::rectangle(page, {x, 20, 3, 80}, 30, cv::FILLED);
  const cv::Mat strokes = page == 30;
  for (const cv::Mat& ink : {otsu(page), sauvola(page), wolf(page)})
    EXPECT_EQ(cv::countNonZero(ink != strokes), 0);
}

TEST(OtherBinarizersTest, PaperAloneHoldsNoInk) {
  const cv::Mat paper(50, 60, CV_8UC1, cv::Scalar(200));
  EXPECT_EQ(cv::countNonZero(sauvola(paper)), 0);
  EXPECT_EQ(cv::countNonZero(wolf(paper)), 0);
}

}  // namespace
}  // namespace folio
