#pragma once

#include <vector>

#include "export/folio/folio_text.h"
#include "export/folio/note_list.h"
#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// What the pages' layers, the ledger and the transcription's marks say of the text: what was struck and
/// written in, and which of it for which; slips; what was not read, or is doubtful; where the leaf has
/// something else than the transcription, when that is more likely than not. In the order of the text, one
/// note a passage. A strike without any word that shows before or after it on all pages has none.
std::vector<TextNote> text_notes(const ReconciledFolio& folio, const Transcription& transcription,
                                 const FolioText& text);

}  // namespace folio
