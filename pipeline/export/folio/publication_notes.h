#pragma once

#include "export/folio/note_list.h"
#include "export/folio/token_places.h"
#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// Notes where the transcription, as published, is more likely wrong than right (LedgerEntry's
/// transcription_wrong above 0.5): other words on the leaf, words that the one lacks or the other.
void note_publication(NoteList& notes, const ReconciledFolio& folio, const Transcription& transcription,
                      const FolioText& text, const TokenPlaces& places);

}  // namespace folio
