#pragma once

#include "reconcile/draft.h"

namespace folio {

/// Puts the tokens of the machine's writing to the words of typed and printed lines, over all pages:
/// - one alignment of the whole streams (word_aligner.h);
/// - blocks that stand elsewhere on the pages than in the transcription (slips, pages in another order): what
///   is left of both is aligned again while runs of four or more words are found;
/// - words between placed neighbors that were misread beyond likeness, when their widths agree;
/// - with `infer_places`, words that were not read at all, where the gap between their neighbors on the line
///   is wide enough.
void place_typed(Draft& draft, bool infer_places);

}  // namespace folio
