#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace folio {

/// The edits that make a truth into a hypothesis, each costing one. Their number is the least possible; where
/// several sets of edits are as small, which of them is counted is open, but insertions - deletions is always
/// the difference in length.
struct EditCounts {
  size_t substitutions = 0;
  size_t insertions = 0;  ///< symbols that only the hypothesis has
  size_t deletions = 0;   ///< symbols that only the truth has

  size_t distance() const { return substitutions + insertions + deletions; }
  EditCounts& operator+=(const EditCounts& other);
  auto operator<=>(const EditCounts&) const = default;
};

/// Levenshtein distance of two sequences of symbols (grapheme clusters or words), by edlib's bit-parallel
/// alignment (Myers 1999; Šošić and Šikić 2017). edlib takes bytes: symbols that both texts have get a byte
/// each, all that only one of them has share one, as they never match. Beyond 254 common symbols the plain
/// method below takes over; the distance is exact either way.
EditCounts edit_counts(const std::vector<std::string>& truth, const std::vector<std::string>& hypothesis);

/// The same by dynamic programming, for any number of symbols: time is the product of the lengths, memory
/// grows with the hypothesis only. The oracle of the one above.
EditCounts plain_edit_counts(const std::vector<std::string>& truth,
                             const std::vector<std::string>& hypothesis);

}  // namespace folio
