#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace folio {

/// A share of things: how many of `count` are as they should be. Worst 0, best 1; nothing when there was
/// nothing to count. Shares of pages add up to that of the folio.
struct Share {
  size_t hits = 0, count = 0;

  std::optional<double> value() const {
    if (count == 0) return std::nullopt;
    return static_cast<double>(hits) / static_cast<double>(count);
  }
  void add(bool hit) {
    hits += hit ? 1 : 0;
    ++count;
  }
  Share& operator+=(const Share& other) {
    hits += other.hits;
    count += other.count;
    return *this;
  }
  auto operator<=>(const Share&) const = default;
};

/// Which way a figure gets better; open = it says nothing of good and bad.
enum class Better : unsigned char { open, higher, lower };

/// What a figure is the quotient of. Over pages both add up, and then are divided once.
struct Quotient {
  double numerator = 0, denominator = 0;

  /// Nothing of nothing.
  std::optional<double> value() const {
    if (denominator == 0) return std::nullopt;
    return numerator / denominator;
  }
  Quotient& operator+=(const Quotient& other) {
    numerator += other.numerator;
    denominator += other.denominator;
    return *this;
  }
};

inline Quotient quotient_of(const Share& share) {
  return {static_cast<double>(share.hits), static_cast<double>(share.count)};
}

/// One number of an evaluation, as tables, JSON files and floors name it: "cer", "hand.iou".
struct Figure {
  std::string name;
  std::optional<double> value;  ///< nothing where there was nothing to measure
  size_t count = 0;             ///< of what was measured: characters, words, pixels
  std::string unit;             ///< what is counted: "characters"
  Better better = Better::open;
  /// What `value` is, for intervals; nothing for a figure that is no quotient of sums.
  std::optional<Quotient> quotient = std::nullopt;
};

}  // namespace folio
