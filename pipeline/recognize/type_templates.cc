#include "recognize/type_templates.h"

#include <cmath>
#include <cstdint>
#include <cstring>

#include "core/error.h"

namespace folio {
namespace {

constexpr double kRidge = 0.1;         // of the mean variance, added to each: few samples know no covariance
constexpr size_t kLeastInAll = 300;    // samples
constexpr size_t kLeastForSpread = 5;  // of a class whose spread counts

// File: kMagic, then for each sample its class, its number of features (4 bytes, little-endian) and the
// features (2 bytes each, IEEE 754 half precision).
constexpr std::string_view kMagic = "folio types 1\n";
constexpr std::uint32_t kMostClasses = 4096, kMostFeatures = 4096;  // of a sound file

void append_number(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xFF);
}

std::uint32_t take_number(std::string_view& bytes) {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) value |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << 8 * i;
  bytes.remove_prefix(4);
  return value;
}

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

std::string TypeTemplates::save() const {
  std::string out(kMagic);
  for (const auto& [class_idx, samples] : samples_) {
    for (const cv::Mat& sample : samples) {
      append_number(out, static_cast<std::uint32_t>(class_idx));
      append_number(out, static_cast<std::uint32_t>(sample.cols));
      out.append(reinterpret_cast<const char*>(sample.data), sample.total() * sample.elemSize());
    }
  }
  return out;
}

void TypeTemplates::load(std::string_view bytes, int width) {
  const auto fail = [] {
    throw Error(ErrorCode::input, "holds no types of a machine", "make it anew with folio adapt");
  };
  if (!bytes.starts_with(kMagic)) fail();
  bytes.remove_prefix(kMagic.size());
  while (!bytes.empty()) {
    if (bytes.size() < 2 * sizeof(std::uint32_t)) fail();
    const std::uint32_t class_idx = take_number(bytes), columns = take_number(bytes);
    if (class_idx == 0 || class_idx > kMostClasses || columns == 0 || columns > kMostFeatures ||
        (width > 0 && columns != static_cast<std::uint32_t>(width)))
      fail();
    cv::Mat sample(1, static_cast<int>(columns), CV_16F);
    const size_t size = sample.total() * sample.elemSize();
    if (bytes.size() < size) fail();
    std::memcpy(sample.data, bytes.data(), size);
    if (!cv::checkRange(doubles(sample))) fail();
    bytes.remove_prefix(size);
    width = static_cast<int>(columns);
    add(static_cast<int>(class_idx), sample);
  }
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
