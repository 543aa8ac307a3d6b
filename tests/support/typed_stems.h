#pragma once

#include <opencv2/imgproc.hpp>

#include "separate/strike_finder.h"

namespace folio::testing {

// A typed line of forty letters.
constexpr int kBaseline = 100, kXHeight = 24;
constexpr double kPitch = 30;

/// Forty cells of letters: two stems each, joined in every other one.
inline cv::Mat typed_line() {
  cv::Mat ink = cv::Mat::zeros(160, 1300, CV_8UC1);
  for (int i = 0; i < 40; ++i) {
    const int x = 40 + 30 * i;
    cv::rectangle(ink, {x + 5, kBaseline - kXHeight, 4, kXHeight}, 255, cv::FILLED);
    cv::rectangle(ink, {x + 19, kBaseline - kXHeight, 4, kXHeight}, 255, cv::FILLED);
    if (i % 2 == 0) cv::rectangle(ink, {x + 5, kBaseline - 13, 18, 3}, 255, cv::FILLED);
  }
  return ink;
}

inline StrikeSearch search() {
  return {{40, kBaseline - 35, 1240, kBaseline + 8}, {{40, kBaseline}, {1240, kBaseline}}, kXHeight, kPitch};
}

}  // namespace folio::testing
