#pragma once

#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

namespace folio::testing {

/// Logits of likelihoods, a step a row: {none, class 1, class 2 …}.
inline cv::Mat logits_of(const std::vector<std::vector<double>>& steps) {
  cv::Mat logits(static_cast<int>(steps.front().size()), static_cast<int>(steps.size()), CV_32FC1);
  for (int t = 0; t < logits.cols; ++t) {
    for (int k = 0; k < logits.rows; ++k)
      logits.at<float>(k, t) =
          static_cast<float>(std::log(steps[static_cast<size_t>(t)][static_cast<size_t>(k)]));
  }
  return logits;
}

}  // namespace folio::testing
