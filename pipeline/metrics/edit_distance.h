#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "metrics/text/alignment.h"

namespace folio {

/// The edits that make a truth into a hypothesis, each costing one. Their number is the least possible; where
/// several sets of edits are as small, those of align() are counted. Insertions - deletions is always the
/// difference in length.
struct EditCounts {
  size_t substitutions = 0;
  size_t insertions = 0;  ///< symbols that only the hypothesis has
  size_t deletions = 0;   ///< symbols that only the truth has

  size_t distance() const { return substitutions + insertions + deletions; }
  EditCounts& operator+=(const EditCounts& other);
  auto operator<=>(const EditCounts&) const = default;
};

EditCounts edit_counts(const std::vector<Edit>& edits);

/// Levenshtein distance of two sequences of symbols (grapheme clusters or words).
EditCounts edit_counts(const std::vector<std::string>& truth, const std::vector<std::string>& hypothesis);

}  // namespace folio
