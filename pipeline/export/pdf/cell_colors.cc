#include "export/pdf/cell_colors.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace folio {
namespace {

// Of a cell: what its neighbors have to say weighs as much as this share of its pixels.
constexpr double kNeighbors = 0.02;

/// Colors where they are known, each times its weight, made whole from coarser and coarser copies.
cv::Mat filled(const cv::Mat& weighted, const cv::Mat& weights) {
  const cv::Size half((weighted.cols + 1) / 2, (weighted.rows + 1) / 2);
  cv::Mat around;
  if (half == weighted.size()) {
    around = cv::Mat::zeros(weighted.size(), weighted.type());
  } else {
    cv::Mat coarse, coarse_weights;
    cv::resize(weighted, coarse, half, 0, 0, cv::INTER_AREA);
    cv::resize(weights, coarse_weights, half, 0, 0, cv::INTER_AREA);
    cv::resize(filled(coarse, coarse_weights), around, weighted.size(), 0, 0, cv::INTER_LINEAR);
  }
  cv::Mat out(weighted.size(), weighted.type());
  const int channels = weighted.channels();
  for (int y = 0; y < out.rows; ++y) {
    const auto *in = weighted.ptr<float>(y), *near = around.ptr<float>(y), *weight = weights.ptr<float>(y);
    auto* to = out.ptr<float>(y);
    for (int x = 0; x < out.cols; ++x) {
      const float w = weight[x], e = static_cast<float>(half == weighted.size() && w > 0 ? 0 : kNeighbors);
      for (int c = 0; c < channels; ++c, ++in, ++near, ++to) *to = (*in + e * *near) / (w + e);
    }
  }
  return out;
}

template <int kChannels>
void add_row(const uchar* pixels, const uchar* mask, int width, int cell, float* sums, float* counts) {
  for (int begin = 0; begin < width; begin += cell, ++counts, sums += kChannels) {
    const int end = std::min(begin + cell, width);
    int sum[kChannels] = {}, count = 0;
    for (int x = begin; x < end; ++x) {
      const int in = mask[x] & 1;
      count += in;
      for (int c = 0; c < kChannels; ++c) sum[c] += pixels[kChannels * x + c] & -in;
    }
    for (int c = 0; c < kChannels; ++c) sums[c] += static_cast<float>(sum[c]);
    *counts += static_cast<float>(count);
  }
}

}  // namespace

cv::Mat cell_colors(const cv::Mat& pixels, const cv::Mat& mask, int cell) {
  assert(pixels.depth() == CV_8U && (pixels.channels() == 1 || pixels.channels() == 3));
  assert(mask.type() == CV_8UC1 && mask.size() == pixels.size() && cell >= 1);
  const cv::Size cells((pixels.cols + cell - 1) / cell, (pixels.rows + cell - 1) / cell);
  cv::Mat sums = cv::Mat::zeros(cells, CV_32FC(pixels.channels())), counts = cv::Mat::zeros(cells, CV_32FC1);
  for (int y = 0; y < pixels.rows; ++y) {
    auto *sum = sums.ptr<float>(y / cell), *count = counts.ptr<float>(y / cell);
    if (pixels.channels() == 3)
      add_row<3>(pixels.ptr(y), mask.ptr(y), pixels.cols, cell, sum, count);
    else
      add_row<1>(pixels.ptr(y), mask.ptr(y), pixels.cols, cell, sum, count);
  }
  const double share = 1.0 / (cell * cell);
  cv::Mat out;
  filled(sums * share, counts * share).convertTo(out, CV_8U);
  return out;
}

}  // namespace folio
