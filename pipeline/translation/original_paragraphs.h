#pragma once

#include <vector>

#include "page/parallel_text.h"
#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// Paragraphs of a transcription, with its marks and notes. Marks that say what is not on the leaf are runs
/// of the kind note; where a paragraph has nothing else, it stands for itself.
std::vector<ParallelParagraph> paragraphs_of(const Transcription& transcription);

/// Puts the places on the pages to paragraphs of the folio's transcription, by its ledger.
void add_places(std::vector<ParallelParagraph>& paragraphs, const Transcription& transcription,
                const ReconciledFolio& folio);

/// Paragraphs of pages that no transcription is known of, in the order of the leaves. Page and leaf numbers,
/// stamps and print are left out.
std::vector<ParallelParagraph> paragraphs_of_pages(const ReconciledFolio& folio);

}  // namespace folio
