#pragma once

#include "metrics/error_rate.h"
#include "metrics/text/compared_text.h"

namespace folio {

/// What a comparison without regard to order gives.
struct OrderFree {
  ErrorRate characters;
  /// The hypothesis's words (runs of non-white-space), put into the truth's order as far as that is known;
  /// a word that stands across a cut is two.
  std::vector<std::string> hypothesis_words;
};

/// Character errors with the order of lines and columns left out of account: the flexible character accuracy
/// of Clausner, Pletschacher and Antonacopoulos (2020), as an error rate of `cer`'s unit and count.
///
/// The hypothesis is cut between the passages of find_passages(), its pieces are put into the truth's order,
/// and what this has for edits is counted: also what has no partner, as insertions and deletions. Where a cut
/// falls between words of the truth, words end there. Where the texts taken in their order have no more edits
/// (`in_order`, those of the character error rate), these count: to keep the order is one way among others,
/// so the rate is never above `cer`.
OrderFree order_free(const ComparedText& truth, const ComparedText& hypothesis, const EditCounts& in_order);

}  // namespace folio
