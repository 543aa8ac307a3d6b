#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace folio {

/// Two texts' words without their order: as often as both have a word, it is common to them. Adds up over
/// pages (each page's words are compared with those of the same page).
struct BagOfWords {
  size_t truth = 0, hypothesis = 0;  ///< words
  size_t common = 0;

  size_t excess() const { return hypothesis - common; }  ///< words that only the hypothesis has
  size_t shortfall() const { return truth - common; }    ///< words that only the truth has
  /// Shares of the hypothesis's and of the truth's words that are common; nothing of nothing.
  std::optional<double> precision() const;
  std::optional<double> recall() const;
  /// Harmonic mean of the two, 2 common / (truth + hypothesis); nothing when both texts are empty.
  std::optional<double> f1() const;
  BagOfWords& operator+=(const BagOfWords& other);
};

BagOfWords bag_of_words(std::span<const std::string> truth, std::span<const std::string> hypothesis);

}  // namespace folio
