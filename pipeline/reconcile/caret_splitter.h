#pragma once

#include <set>
#include <vector>

#include "reconcile/draft.h"

namespace folio {

/// The pen's caret between two typed words is read as a stroke that joins them: "и/который". Cuts such words
/// of typed lines after the stroke, in proportion to their letters, and returns the parts that so became
/// words of their own; they have no id. Words with digits at a stroke stay: "21/2".
std::set<WordRef> split_at_carets(std::vector<PageText>& pages);

/// A word and the part cut off it, as it was before.
Word rejoin(const Word& word, const Word& part);

}  // namespace folio
