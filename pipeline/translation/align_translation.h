#pragma once

#include <string>

#include "page/parallel_text.h"
#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// The translation itself, of what a file of one holds: the file may be a whole record, with the original
/// before it.
const Transcription& translation_in(const Transcription& file);

/// Puts a translation to a folio, paragraph by paragraph, and compares its marks. `transcription`: that which
/// the folio was reconciled with; without words the pages' own text is the original. `language`: of the
/// translation, BCP 47.
ParallelText align_translation(const ReconciledFolio& folio, const Transcription& transcription,
                               const Transcription& translation, const std::string& language);

}  // namespace folio
