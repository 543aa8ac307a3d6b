#include "metrics/comparison/bootstrap.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <random>

namespace folio {
namespace {

constexpr uint64_t kSeed = 20060902;
constexpr double kLeastError = 0.45;  // of the sample's; 0.4 to 0.5 serve as well

/// A whole number below `end`, which is below 2^32: the high half of a product. Its bias is below end / 2^32.
size_t draw(std::mt19937_64& random, size_t end) {
  return static_cast<size_t>(((random() >> 32U) * static_cast<uint64_t>(end)) >> 32U);
}

struct Estimate {
  double value = 0, error = 0;  ///< error = standard error
};

/// One quotient, or the difference of two, of blocks that count as often as a sample drew them.
class Estimator {
 public:
  explicit Estimator(std::span<const Quotient> only) : second_(only) {}
  Estimator(std::span<const Quotient> first, std::span<const Quotient> second)
      : first_(first), second_(second) {}

  /// `weight(k)`: how often block k counts; they sum up to the number of blocks.
  template <class Weight>
  std::optional<Estimate> at(const Weight& weight) const {
    Quotient first, second;
    for (size_t k = 0; k < second_.size(); ++k) {
      const double times = weight(k);
      if (times == 0) continue;
      second += {times * second_[k].numerator, times * second_[k].denominator};
      if (!first_.empty()) first += {times * first_[k].numerator, times * first_[k].denominator};
    }
    const std::optional<double> minuend = second.value(), subtrahend = first.value();
    if (!minuend || (!first_.empty() && !subtrahend)) return std::nullopt;
    double squares = 0;
    for (size_t k = 0; k < second_.size(); ++k) {
      const double times = weight(k);
      if (times == 0) continue;
      double part = (second_[k].numerator - *minuend * second_[k].denominator) / second.denominator;
      if (!first_.empty())
        part -= (first_[k].numerator - *subtrahend * first_[k].denominator) / first.denominator;
      squares += times * part * part;
    }
    const auto count = static_cast<double>(second_.size());
    return Estimate{*minuend - subtrahend.value_or(0), std::sqrt(count / (count - 1) * squares)};
  }

 private:
  std::span<const Quotient> first_, second_;
};

/// Of sorted values; between two of them by proportion.
double quantile(const std::vector<double>& sorted, double share) {
  const double place = std::clamp(share * static_cast<double>(sorted.size() + 1) - 1, 0.0,
                                  static_cast<double>(sorted.size() - 1));
  const auto below = static_cast<size_t>(place);
  if (below + 1 == sorted.size()) return sorted[below];
  const double part = place - static_cast<double>(below);
  return sorted[below] * (1 - part) + sorted[below + 1] * part;
}

std::optional<Interval> interval_of(const Estimator& estimator, const Resamples& resamples, int percent) {
  assert(percent >= 50 && percent <= 99);
  if (resamples.blocks() < 2) return std::nullopt;
  const std::optional<Estimate> sample = estimator.at([](size_t) { return 1.0; });
  if (!sample) return std::nullopt;
  // Sums of the same numbers in another order differ in their last digits.
  const double least = 1e-12 * std::max(1.0, std::abs(sample->value));
  if (sample->error < least) return Interval{sample->value, sample->value};
  std::vector<double> distances;
  for (size_t replicate = 0; replicate < Resamples::kReplicates; ++replicate) {
    const std::span<const uint16_t> counts = resamples.counts(replicate);
    const std::optional<Estimate> drawn =
        estimator.at([&](size_t k) { return static_cast<double>(counts[k]); });
    if (drawn)
      distances.push_back((drawn->value - sample->value) /
                          std::max(drawn->error, kLeastError * sample->error));
  }
  if (2 * distances.size() < Resamples::kReplicates) return std::nullopt;
  std::ranges::sort(distances);
  const double tail = (100 - percent) / 200.0;
  return Interval{sample->value - quantile(distances, 1 - tail) * sample->error,
                  sample->value - quantile(distances, tail) * sample->error};
}

}  // namespace

Resamples::Resamples(size_t blocks) : blocks_(blocks), counts_(blocks * kReplicates, 0) {
  std::mt19937_64 random(kSeed);
  for (size_t replicate = 0; replicate < kReplicates; ++replicate) {
    for (size_t k = 0; k < blocks; ++k) ++counts_[replicate * blocks + draw(random, blocks)];
  }
}

std::optional<Interval> quotient_interval(std::span<const Quotient> blocks, const Resamples& resamples,
                                          int percent) {
  assert(blocks.size() == resamples.blocks());
  return interval_of(Estimator(blocks), resamples, percent);
}

std::optional<Interval> difference_interval(std::span<const Quotient> first, std::span<const Quotient> second,
                                            const Resamples& resamples, int percent) {
  assert(first.size() == resamples.blocks() && second.size() == resamples.blocks());
  return interval_of(Estimator(first, second), resamples, percent);
}

}  // namespace folio
