#pragma once

#include "metrics/error_rate.h"
#include "metrics/text/compared_text.h"

namespace folio {

/// Character errors with the order of lines and columns left out of account: the flexible character accuracy
/// of Clausner, Pletschacher and Antonacopoulos (2020), as an error rate of `cer`'s unit and count.
///
/// Edits are those within the passages of find_passages(); what has no partner is deletions and insertions,
/// a line without any with its line end. Blanks at the ends of passages cost nothing: a line broken there is
/// no error. Where the texts taken in their order have fewer edits (`in_order`, those of the character error
/// rate), these count: to keep the order is one way among others, so the rate is never above `cer`.
ErrorRate order_free_error_rate(const ComparedText& truth, const ComparedText& hypothesis,
                                const EditCounts& in_order);

}  // namespace folio
