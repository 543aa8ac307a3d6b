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

/// One number of an evaluation, as tables, JSON files and floors name it: "cer", "iou-hand".
struct Figure {
  std::string name;
  std::optional<double> value;  ///< nothing where there was nothing to measure
  size_t count = 0;             ///< of what was measured: characters, words, pixels
  std::string unit;             ///< what is counted: "characters"
};

}  // namespace folio
