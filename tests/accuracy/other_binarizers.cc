#include "other_binarizers.h"

#include <cassert>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kDeviationRange = 128;  // of 8-bit grey, as its paper says

struct Window {
  cv::Mat mean, deviation;  // CV_32F
};

Window statistics(const cv::Mat& gray, int side) {
  assert(gray.type() == CV_8UC1 && side > 0);
  // In double: a variance is the small difference of two large sums.
  cv::Mat mean, squares;
  cv::boxFilter(gray, mean, CV_64F, {side, side}, {-1, -1}, true, cv::BORDER_REFLECT_101);
  cv::sqrBoxFilter(gray, squares, CV_64F, {side, side}, {-1, -1}, true, cv::BORDER_REFLECT_101);
  cv::Mat variance = squares - mean.mul(mean);
  cv::max(variance, 0.0, variance);
  Window out;
  cv::sqrt(variance, out.deviation);
  mean.convertTo(out.mean, CV_32F);
  out.deviation.convertTo(out.deviation, CV_32F);
  return out;
}

cv::Mat below(const cv::Mat& gray, const cv::Mat& threshold) {
  cv::Mat exact;
  gray.convertTo(exact, CV_32F);
  return exact <= threshold;
}

}  // namespace

cv::Mat otsu(const cv::Mat& gray) {
  cv::Mat ink;
  cv::threshold(gray, ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
  return ink;
}

cv::Mat sauvola(const cv::Mat& gray, const WindowRule& rule) {
  const Window window = statistics(gray, rule.side);
  const cv::Mat factor = window.deviation * (rule.weight / kDeviationRange) + (1 - rule.weight);
  return below(gray, window.mean.mul(factor));
}

cv::Mat wolf(const cv::Mat& gray, const WindowRule& rule) {
  const Window window = statistics(gray, rule.side);
  double darkest = 0, largest = 0;
  cv::minMaxLoc(gray, &darkest);
  cv::minMaxLoc(window.deviation, nullptr, &largest);
  if (largest <= 0) return cv::Mat(gray.size(), CV_8UC1, cv::Scalar(0));
  const cv::Mat calm = window.deviation * (-1 / largest) + 1;
  const cv::Mat depth = window.mean - darkest;
  return below(gray, window.mean - rule.weight * calm.mul(depth));
}

}  // namespace folio
