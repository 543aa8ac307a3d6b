#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "page/page_sequence.h"
#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// Writes the text of a reconciled folio into an output folder: folio/typed.txt, folio/amended.txt,
/// folio/diplomatic.txt, and with `apparatus` folio/apparatus.txt. Each appears whole or not at all. Throws
/// Error{file_access}.
void write_folio_texts(const std::filesystem::path& output, const ReconciledFolio& folio,
                       const Transcription& transcription, bool apparatus);

/// Writes folio/folio.tei.xml, all pages as one TEI document, with the translation that lies there, or takes
/// away that of an earlier run where it is not `wanted`. `call_number` may be empty. Throws
/// Error{file_access}, Error{input} where the translation's file is damaged.
void write_folio_tei(const std::filesystem::path& output, const PageSequence& pages,
                     const std::string& call_number, bool wanted);

/// Writes the text of a folio beside its translation: folio/parallel.json, folio/parallel.tsv, and
/// translation.tsv with what became of the marks; takes away that of an earlier run where there is none.
/// Throws Error{file_access}.
void write_parallel_text(const std::filesystem::path& output, const ParallelText& text);

/// Takes away what an earlier run left of these.
void remove_folio_texts(const std::filesystem::path& output);

}  // namespace folio
