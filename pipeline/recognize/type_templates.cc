#include "recognize/type_templates.h"

#include <cmath>

namespace folio {
namespace {

constexpr double kRidge = 0.1;          // of the mean variance, added to each: few samples know no covariance
constexpr size_t kLeastInAll = 300;     // samples
constexpr size_t kLeastForSpread = 5;   // of a class whose spread counts

cv::Mat doubles(const cv::Mat& features) {
  cv::Mat out;
  features.convertTo(out, CV_64F);
  return out;
}

}  // namespace

void TypeTemplates::add(int class_idx, const cv::Mat& features) {
  std::vector<cv::Mat>& own = samples_[class_idx];
  if (own.size() >= kMostSamples) return;
  own.push_back(features);
  ++count_;
}

bool TypeTemplates::fit() {
  means_.clear();
  if (count_ < kLeastInAll) return false;
  cv::Mat spread;
  double rows = 0;
  for (const auto& [class_idx, samples] : samples_) {
    if (samples.size() < kLeastSamples) continue;
    cv::Mat all;
    for (const cv::Mat& sample : samples) all.push_back(doubles(sample));
    cv::Mat mean;
    cv::reduce(all, mean, 0, cv::REDUCE_AVG);
    for (int y = 0; y < all.rows; ++y) all.row(y) -= mean;
    means_[class_idx] = mean;
    if (samples.size() < kLeastForSpread) continue;
    const cv::Mat own = all.t() * all;
    spread = spread.empty() ? own : cv::Mat(spread + own);
    rows += all.rows;
  }
  if (spread.empty()) return false;
  spread /= rows;
  const double ridge = kRidge * cv::trace(spread)[0] / spread.rows;
  if (ridge <= 0) return false;
  spread += ridge * cv::Mat::eye(spread.size(), CV_64F);
  cv::invert(spread, precision_, cv::DECOMP_CHOLESKY);
  return true;
}

std::optional<double> TypeTemplates::log_likelihood(int class_idx, const cv::Mat& features) const {
  const auto mean = means_.find(class_idx);
  if (mean == means_.end()) return std::nullopt;
  // The mean of n samples is known to 1/n of the covariance, by which the class is the wider.
  const double wider = 1 + 1 / static_cast<double>(samples_.at(class_idx).size());
  const cv::Mat off = doubles(features) - mean->second;
  return -0.5 * off.dot(off * precision_) / wider - 0.5 * off.cols * std::log(wider);
}

}  // namespace folio
