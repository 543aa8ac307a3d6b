#include "metrics/comparison/bootstrap.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <random>
#include <string>

namespace folio {
namespace {

/// Draws of the usual distributions that are the same everywhere.
class Draws {
 public:
  explicit Draws(uint64_t seed) : random_(seed) {}

  /// In (0, 1).
  double share() { return (static_cast<double>(random_() >> 12U) + 0.5) / 4503599627370496.0; }
  double normal() { return std::sqrt(-2 * std::log(share())) * std::cos(2 * std::numbers::pi * share()); }
  double exponential() { return -std::log(share()); }
  double whole(double low, double high) { return std::floor(low + (high - low + 1) * share()); }
  double errors(double rate, double count) {
    return std::max(0.0, std::round(rate * count + std::sqrt(rate * count) * normal()));
  }
  double hits(double chance, double count) {
    double out = 0;
    for (double k = 0; k < count; ++k) out += share() < chance ? 1 : 0;
    return out;
  }

 private:
  std::mt19937_64 random_;
};

/// A kind of pages, how many a sample has, and the quotient that very many of them have.
struct Kind {
  std::string name;
  size_t pages;
  std::function<Quotient(Draws&)> page;
};

/// Characters of a page, from a few lines to a full one.
double length(Draws& draws) { return draws.whole(300, 2800); }

using Page = std::function<Quotient(Draws&)>;

Page log_normal(double s) {
  return [s](Draws& draws) {
    const double rate = std::min(1.0, 0.02 * std::exp(s * draws.normal())), count = length(draws);
    return Quotient{draws.errors(rate, count), count};
  };
}

/// Most pages have an error in a hundred letters, some twenty to fifty.
Page some_bad(double share) {
  return [share](Draws& draws) {
    const double rate = draws.share() < share ? 0.2 + 0.3 * draws.share() : 0.01, count = length(draws);
    return Quotient{draws.errors(rate, count), count};
  };
}

std::vector<Kind> kinds() {
  const auto alike = [](Draws& draws) {
    const double count = draws.whole(1000, 2500);
    return Quotient{draws.errors(0.02, count), count};
  };
  const auto exponential = [](Draws& draws) {
    const double rate = std::min(1.0, 0.03 * draws.exponential()), count = length(draws);
    return Quotient{draws.errors(rate, count), count};
  };
  const auto few_words = [](Draws& draws) {
    const double count = draws.whole(1, 6);
    return Quotient{draws.hits(0.85, count), count};
  };
  return {{"alike", 20, alike},
          {"rates vary by a half", 20, log_normal(0.5)},
          {"rates vary twofold", 30, log_normal(0.75)},
          {"exponential rates", 20, exponential},
          {"a fifth very bad", 20, some_bad(0.2)},
          {"a fifth very bad of 30", 30, some_bad(0.2)},
          {"a third very bad of 60", 60, some_bad(0.33)},
          {"few words a page", 20, few_words}};
}

double true_quotient(const Kind& kind) {
  Draws draws(99);
  Quotient sum;
  for (int k = 0; k < 400000; ++k) sum += kind.page(draws);
  return *sum.value();
}

/// How many of a hundred nominal 90 % intervals hold the truth.
double coverage(const Kind& kind) {
  constexpr int kSamples = 1000;
  const double truth = true_quotient(kind);
  const Resamples resamples(kind.pages);
  Draws draws(7);
  int held = 0;
  for (int sample = 0; sample < kSamples; ++sample) {
    std::vector<Quotient> pages;
    while (pages.size() < kind.pages) pages.push_back(kind.page(draws));
    held += quotient_interval(pages, resamples, 90)->contains(truth) ? 1 : 0;
  }
  return 100.0 * held / kSamples;
}

TEST(QuotientInterval, HoldsTheTruthAsOftenAsItSays) {
  for (const Kind& kind : kinds()) {
    const double percent = coverage(kind);
    RecordProperty(kind.name, std::to_string(percent));
    EXPECT_GE(percent, 87) << kind.name;
    EXPECT_LE(percent, 93) << kind.name;
  }
}

TEST(QuotientInterval, HoldsItNearlySoWhereTwentyPagesTellLittle) {
  for (const Kind& kind :
       {Kind{"rates vary twofold", 20, log_normal(0.75)}, Kind{"rates vary by e", 20, log_normal(1)},
        Kind{"a third very bad", 20, some_bad(0.33)}}) {
    const double percent = coverage(kind);
    EXPECT_GE(percent, 83) << kind.name;
    EXPECT_LE(percent, 96) << kind.name;
  }
}

TEST(DifferenceInterval, HoldsTheTruthAsOftenAsItSays) {
  constexpr int kSamples = 1000;
  constexpr size_t kPages = 25;
  const Resamples resamples(kPages);
  Draws draws(3);
  int held = 0, shorter = 0;
  for (int sample = 0; sample < kSamples; ++sample) {
    std::vector<Quotient> first, second;
    for (size_t k = 0; k < kPages; ++k) {
      // Both have trouble with the same pages; the second makes four errors where the first makes five.
      const double count = length(draws), rate = std::min(0.9, 0.03 * draws.exponential());
      first.push_back({draws.errors(rate, count), count});
      second.push_back({draws.errors(0.8 * rate, count), count});
    }
    const Interval difference = *difference_interval(first, second, resamples, 90);
    // The mean rate is 0.03, but for the rare ones that were cut at 0.9.
    held += difference.contains(-0.2 * 0.03) ? 1 : 0;
    const Interval alone = *quotient_interval(first, resamples, 90);
    shorter += difference.high - difference.low < alone.high - alone.low ? 1 : 0;
  }
  EXPECT_GE(100.0 * held / kSamples, 87);
  EXPECT_LE(100.0 * held / kSamples, 93);
  EXPECT_GT(shorter, kSamples * 9 / 10);  // what pairing is for
}

TEST(QuotientInterval, IsTheSameEveryTimeAndWiderWhenSurer) {
  std::vector<Quotient> pages;
  pages.reserve(20);
  for (int k = 0; k < 20; ++k) pages.push_back({static_cast<double>(k % 5), 100});
  const Interval usual = *quotient_interval(pages, Resamples(20), 90);
  const Interval again = *quotient_interval(pages, Resamples(20), 90);
  const Interval surer = *quotient_interval(pages, Resamples(20), 99);
  EXPECT_EQ(usual.low, again.low);
  EXPECT_EQ(usual.high, again.high);
  EXPECT_LT(surer.low, usual.low);
  EXPECT_GT(surer.high, usual.high);
  EXPECT_TRUE(usual.contains(0.02));
}

TEST(QuotientInterval, OfTooLittleIsNothing) {
  EXPECT_FALSE(quotient_interval(std::vector<Quotient>{}, Resamples(0), 90).has_value());
  EXPECT_FALSE(quotient_interval(std::vector<Quotient>{{1, 2}}, Resamples(1), 90).has_value());
  EXPECT_FALSE(quotient_interval(std::vector<Quotient>(20), Resamples(20), 90).has_value());
  // Of 20 pages one has something: most replicates have, but it never varies.
  std::vector<Quotient> one(20);
  one[3] = {1, 2};
  const auto interval = quotient_interval(one, Resamples(20), 90);
  ASSERT_TRUE(interval.has_value());
  EXPECT_EQ(interval->low, 0.5);
  EXPECT_EQ(interval->high, 0.5);
}

TEST(Resamples, DrawAsManyBlocksAsThereAre) {
  const Resamples resamples(13);
  size_t most = 0;
  for (size_t replicate = 0; replicate < Resamples::kReplicates; ++replicate) {
    size_t sum = 0;
    for (const uint16_t count : resamples.counts(replicate))
      sum += count, most = std::max<size_t>(most, count);
    EXPECT_EQ(sum, 13U);
  }
  EXPECT_GT(most, 3U);
}

}  // namespace
}  // namespace folio
