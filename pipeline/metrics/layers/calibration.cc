#include "metrics/layers/calibration.h"

#include <algorithm>
#include <cmath>

namespace folio {
namespace {

template <class Levels>
void add_levels(Levels& sum, const Levels& other) {
  for (size_t k = 0; k < sum.size(); ++k) {
    sum[k].words += other[k].words;
    sum[k].right += other[k].right;
    sum[k].confidence_sum += other[k].confidence_sum;
  }
}

}  // namespace

void Calibration::add(double confidence, bool is_right) {
  const double sure = std::isfinite(confidence) ? std::clamp(confidence, 0.0, 1.0) : 0.0;
  const double miss = sure - (is_right ? 1 : 0);
  square_sum_ += miss * miss;
  ++words_;
  const auto bin = std::min(kBins - 1, static_cast<size_t>(sure * static_cast<double>(kBins)));
  for (Level* level : {&levels_.at(static_cast<size_t>(std::lround(100 * sure))), &bins_.at(bin)}) {
    ++level->words;
    level->right += is_right ? 1 : 0;
    level->confidence_sum += sure;
  }
}

Calibration& Calibration::operator+=(const Calibration& other) {
  add_levels(levels_, other.levels_);
  add_levels(bins_, other.bins_);
  words_ += other.words_;
  square_sum_ += other.square_sum_;
  return *this;
}

std::array<Calibration::Bin, Calibration::kBins> Calibration::bins() const {
  std::array<Bin, kBins> out{};
  for (size_t k = 0; k < kBins; ++k) {
    out[k] = {static_cast<double>(k) / kBins, static_cast<double>(k + 1) / kBins, bins_[k].words,
              bins_[k].right, bins_[k].confidence_sum};
  }
  return out;
}

std::optional<double> Calibration::expected_calibration_error() const {
  if (words_ == 0) return std::nullopt;
  double sum = 0;
  for (const Level& bin : bins_) sum += std::abs(static_cast<double>(bin.right) - bin.confidence_sum);
  return sum / static_cast<double>(words_);
}

std::optional<double> Calibration::brier() const {
  if (words_ == 0) return std::nullopt;
  return square_sum_ / static_cast<double>(words_);
}

std::vector<Calibration::RiskPoint> Calibration::risk_coverage() const {
  std::vector<RiskPoint> out;
  size_t taken = 0, wrong = 0;
  for (size_t percent = levels_.size(); percent-- > 0;) {
    const Level& level = levels_[percent];
    if (level.words == 0) continue;
    taken += level.words;
    wrong += level.words - level.right;
    out.push_back({static_cast<double>(taken) / static_cast<double>(words_),
                   static_cast<double>(wrong) / static_cast<double>(taken),
                   static_cast<double>(percent) / 100});
  }
  return out;
}

std::optional<double> Calibration::area_under_risk_coverage() const {
  if (words_ == 0) return std::nullopt;
  double sum = 0, taken = 0, wrong = 0;
  for (size_t percent = levels_.size(); percent-- > 0;) {
    const Level& level = levels_[percent];
    if (level.words == 0) continue;
    const double share = static_cast<double>(level.words - level.right) / static_cast<double>(level.words);
    for (size_t k = 0; k < level.words; ++k) {
      taken += 1;
      wrong += share;
      sum += wrong / taken;
    }
  }
  return sum / static_cast<double>(words_);
}

}  // namespace folio
