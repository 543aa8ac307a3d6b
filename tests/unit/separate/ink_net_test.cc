#include "separate/ink_net.h"

#include <gtest/gtest.h>

#include <thread>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

/// A net whose answer is known: layer n at a pixel of darkness d gets the logit 20 (d - n / 10).
const InkNet& tiny_net() {
  static const InkNet net(read_file(FOLIO_TEST_MODELS "/tiny-ink-net.onnx"));
  return net;
}

int expected(Layer layer, double darkness) {
  return cvRound(255 / (1 + std::exp(-20 * (darkness - static_cast<int>(layer) / 10.0))));
}

/// Steps of darkness from left to right and from top to bottom, one a pixel.
cv::Mat steps(const cv::Size& size) {
  cv::Mat gray(size, CV_8UC1);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x)
      gray.at<uchar>(y, x) = static_cast<uchar>(60 + (3 * x + 7 * y) % 140);
  return gray;
}

TEST(InkNetTest, EachPixelGetsItsOwnLikelihoods) {
  const cv::Mat gray = steps({53, 37});
  const LayerOdds odds = tiny_net()(gray, 9, {0, 0, 53, 37});  // nine pixels: neither shrunk nor enlarged
  ASSERT_FALSE(odds.empty());
  for (int y = 0; y < gray.rows; ++y)
    for (int x = 0; x < gray.cols; ++x)
      for (const Layer layer : kInkLayers)
        ASSERT_NEAR(odds.at(layer, x, y), expected(layer, 1 - gray.at<uchar>(y, x) / 255.0), 1)
            << name_of(layer) << " " << x << " " << y;
}

TEST(InkNetTest, PiecesOfALargePageMeet) {
  const cv::Mat gray = steps({2200, 1100});
  const LayerOdds odds = tiny_net()(gray, 9, {0, 0, 2200, 1100});
  for (int y = 0; y < gray.rows; y += 11)
    for (int x = 0; x < gray.cols; ++x)
      ASSERT_NEAR(odds.at(Layer::hand, x, y), expected(Layer::hand, 1 - gray.at<uchar>(y, x) / 255.0), 1)
          << x << " " << y;
}

TEST(InkNetTest, LettersAreBroughtToOneHeight) {
  cv::Mat gray(90, 180, CV_8UC1, cv::Scalar(255));
  gray(cv::Rect(60, 30, 60, 30)) = 0;
  const LayerOdds odds = tiny_net()(gray, 27, {0, 0, 180, 90});
  EXPECT_EQ(odds.map(Layer::typed).size(), cv::Size(60, 30));
  EXPECT_GT(odds.at(Layer::typed, 90, 45), 250);
  EXPECT_EQ(odds.at(Layer::typed, 10, 45), 0) << "paper";
}

TEST(InkNetTest, BeyondTheAreaAllIsZero) {
  const cv::Mat gray(64, 64, CV_8UC1, cv::Scalar(0));
  const LayerOdds odds = tiny_net()(gray, 9, {16, 16, 20, 20});
  EXPECT_GT(odds.at(Layer::typed, 20, 20), 250);
  EXPECT_EQ(odds.at(Layer::typed, 2, 2), 0);
  EXPECT_EQ(odds.at(Layer::typed, 50, 50), 0);
  EXPECT_EQ(cv::countNonZero(tiny_net()(gray, 9, {}).map(Layer::typed)), 0);
}

TEST(InkNetTest, ThreadsGetTheSame) {
  const cv::Mat gray = steps({200, 100});
  const LayerOdds alone = tiny_net()(gray, 9, {0, 0, 200, 100});
  std::vector<LayerOdds> found(4);
  std::vector<std::thread> threads;
  for (LayerOdds& odds : found) threads.emplace_back([&] { odds = tiny_net()(gray, 9, {0, 0, 200, 100}); });
  for (std::thread& thread : threads) thread.join();
  for (const LayerOdds& odds : found)
    EXPECT_EQ(cv::countNonZero(odds.map(Layer::hand) != alone.map(Layer::hand)), 0);
}

TEST(InkNetTest, WhatIsNoNetIsSaid) {
  try {
    InkNet("no net at all");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::missing_dependency);
  }
}

}  // namespace
}  // namespace folio
