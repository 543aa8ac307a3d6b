#pragma once

#include "export/folio/note_list.h"
#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// Notes on the text of slips: which leaf and heading it comes from, and what tells its place.
void note_slips(NoteList& notes, const ReconciledFolio& folio, const Transcription& transcription,
                const FolioText& text);

}  // namespace folio
