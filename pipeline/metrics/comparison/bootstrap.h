#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "metrics/comparison/interval.h"
#include "metrics/figure.h"

namespace folio {

/// How often each block (page or folio) is drawn in each of kReplicates samples with replacement (Efron
/// 1979). The draws are always the same for a number of blocks: from a fixed seed, by std::mt19937_64 and
/// integer arithmetic. One object serves all figures and systems, so that comparisons are paired.
class Resamples {
 public:
  static constexpr size_t kReplicates = 1000;

  explicit Resamples(size_t blocks);
  size_t blocks() const { return blocks_; }
  std::span<const uint16_t> counts(size_t replicate) const {
    return std::span(counts_).subspan(replicate * blocks_, blocks_);
  }

 private:
  size_t blocks_;
  std::vector<uint16_t> counts_;
};

/// Interval of a quotient of sums over blocks, by the bootstrap-t method (Efron 1981; Hall 1988): the
/// quotient's distance from the sample's is taken in its own standard errors in each replicate (linearized,
/// blocks as units), which widens the interval to the side where very bad pages may be missing. A replicate's
/// standard error counts as 0.45 of the sample's at least: without that, replicates that hold none of a few
/// very bad pages make it absurdly wide. The percentile method and BCa hold the truth less often on skewed
/// error rates (78 to 85 % where this has 86 to 88).
///
/// In simulations a nominal 90 % holds the truth in 87 to 93 % of samples of 20 blocks: where pages are
/// alike, their rates are log-normal with s = 0.5 or exponential, a fifth of them are very bad, or they have
/// a few words each; with s = 0.75 from 30 blocks on (86 % of 20), with a third very bad from 60 on (95 % of
/// 20). It is held less often where bad pages are so few that a sample may have none (a tenth of 20 pages: 79
/// %), or rates vary even more (s = 1: 84 %).
///
/// `percent` in [50, 99]. Where all blocks are alike the interval is one value. Nothing when there is nothing
/// to divide by, or in most replicates nothing. Blocks as many as `resamples` has.
std::optional<Interval> quotient_interval(std::span<const Quotient> blocks, const Resamples& resamples,
                                          int percent);

/// The same of the second quotient less the first one, block by block of the same pages.
std::optional<Interval> difference_interval(std::span<const Quotient> first, std::span<const Quotient> second,
                                            const Resamples& resamples, int percent);

}  // namespace folio
