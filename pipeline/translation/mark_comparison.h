#pragma once

#include <vector>

#include "page/parallel_text.h"
#include "page/reconciled_page.h"

namespace folio {

/// Holds the handwriting that a translation tells of against that of its original and against the ink, pair
/// by pair: marks go together in their order, the nearer in their paragraphs the likelier. Strikes too, where
/// the translation tells of any: most translators pass them over. A mark that the translation alone has
/// agrees with the ink where handwriting lies beside the paragraph's lines that no word of the transcription
/// goes to.
std::vector<TranslationMark> compare_translation_marks(const ParallelText& text,
                                                       const ReconciledFolio& folio);

}  // namespace folio
