#include "recognize/ctc_decoder.h"

#include <algorithm>
#include <cmath>

namespace folio {
namespace {

constexpr size_t kMostAlternatives = 3;

std::vector<ReadClass::Alternative> alternatives_at(const float* row, int classes, int chosen, double least) {
  std::vector<ReadClass::Alternative> found;
  for (int k = 1; k < classes; ++k) {
    if (k != chosen && row[k] >= least) found.push_back({k, row[k]});
  }
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.likelihood > b.likelihood; });
  if (found.size() > kMostAlternatives) found.resize(kMostAlternatives);
  return found;
}

}  // namespace

cv::Mat likelihoods_of_steps(const cv::Mat& logits) {
  cv::Mat steps = logits.t();
  for (int t = 0; t < steps.rows; ++t) {
    auto* row = steps.ptr<float>(t);
    const float most = *std::max_element(row, row + steps.cols);
    double sum = 0;
    for (int k = 0; k < steps.cols; ++k) sum += row[k] = std::exp(row[k] - most);
    for (int k = 0; k < steps.cols; ++k) row[k] = static_cast<float>(row[k] / sum);
  }
  return steps;
}

ReadClass read_class_at(const cv::Mat& likelihoods, int step, int class_idx, double least_alternative) {
  const auto* row = likelihoods.ptr<float>(step);
  return {class_idx, step + 0.5, row[class_idx],
          alternatives_at(row, likelihoods.cols, class_idx, least_alternative)};
}

std::vector<ReadClass> decode_best_path(const cv::Mat& logits, double least_alternative) {
  std::vector<ReadClass> out;
  if (logits.empty()) return out;
  const cv::Mat steps = likelihoods_of_steps(logits);
  int last = 0, best_step = 0;
  const auto finish = [&] {
    if (last != 0) out.push_back(read_class_at(steps, best_step, last, least_alternative));
  };
  for (int t = 0; t < steps.rows; ++t) {
    const auto* row = steps.ptr<float>(t);
    const auto best = static_cast<int>(std::max_element(row, row + steps.cols) - row);
    if (best != last) {
      finish();
      last = best, best_step = t;
    } else if (row[best] > steps.at<float>(best_step, best)) {
      best_step = t;
    }
  }
  finish();
  return out;
}

}  // namespace folio
