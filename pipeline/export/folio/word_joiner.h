#pragma once

#include <vector>

#include "export/folio/folio_text.h"
#include "export/folio/token_places.h"

namespace folio {

/// Joins words that are broken at a line's end: the first part loses its hyphen, unless the transcription's
/// word has one there, and the second is marked as joined. A word's second part is one that the ledger does
/// not name; where the transcription has neither part, one that begins with a small letter. Words that the
/// text leaves out may stand between.
void join_broken_words(std::vector<FolioWord>& words, const TokenPlaces& places,
                       const Transcription& transcription);

}  // namespace folio
