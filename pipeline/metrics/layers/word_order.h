#pragma once

#include <cstddef>

#include "metrics/figure.h"
#include "metrics/layers/word_matching.h"

namespace folio {

/// How far typed words come in the truth's order. Sums of pages add up; order between pages is not looked at.
struct WordOrder {
  double concordant = 0, discordant = 0;  ///< pairs of words in the same order in both, and in the opposite
  Share neighbors;  ///< of words next to each other in the truth, those next to each other in the hypothesis

  /// Numerator and denominator of Kendall's tau (1938), as Lapata (2006) uses it for the order of texts:
  /// (concordant - discordant) / pairs. Best 1, worst -1.
  Quotient tau() const { return {concordant - discordant, concordant + discordant}; }
  WordOrder& operator+=(const WordOrder& other);
};

/// Of typed words that have a partner: those in one place where both sides have boxes, else those whose text
/// is on each side exactly once, as an alignment would keep the order by itself. Others are left out of both
/// orders. Time n log n.
WordOrder word_order(const EvaluatedWords& truth, const EvaluatedWords& hypothesis);

}  // namespace folio
