#pragma once

#include <optional>
#include <string_view>

#include "metrics/edit_distance.h"
#include "metrics/normalization.h"

namespace folio {

/// Edits for each unit of the truth. Best 0; 1 when nothing is right, and above it when the hypothesis is
/// longer. Rates of pages add up to that of the folio: edits over units, not a mean of rates.
struct ErrorRate {
  EditCounts edits;
  size_t count = 0;  ///< units of the truth: grapheme clusters or words

  /// Nothing when the truth is empty, whatever the hypothesis holds: there is no rate of nothing. Its
  /// insertions are in `edits`, and count when pages are added up.
  std::optional<double> value() const;
  ErrorRate& operator+=(const ErrorRate& other);
};

/// By grapheme clusters of the normalized texts. Where white space counts (no `spaces`), a run of it is one
/// blank, and none at the ends: how a program breaks lines is not counted.
ErrorRate character_error_rate(std::string_view truth, std::string_view hypothesis,
                               const Normalizations& normalizations = {});

/// By words: runs of non-white-space of the normalized texts. `spaces` is left out of the normalizations
/// here: without it there are no words.
ErrorRate word_error_rate(std::string_view truth, std::string_view hypothesis,
                          const Normalizations& normalizations = {});

}  // namespace folio
