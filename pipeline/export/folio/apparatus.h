#pragma once

#include <string>

#include "export/folio/folio_text.h"
#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// The letter of the n-th note, from 0: а, б, … я, аа, аб, …, without ё, й, ъ, ы, ь, as in Russian editions.
std::string note_letter(size_t n);

/// The amended text of a folio with textual notes in the manner of Russian editions of documents
/// (docs/formats.md): letters in brackets behind a word, or before and behind a passage; below the text the
/// notes by letter, under the page that they are on; then what each leaf has besides its text. Plain UTF-8,
/// in Russian, ends in a line end unless empty.
std::string apparatus_of(const ReconciledFolio& folio, const Transcription& transcription,
                         const FolioText& text);

}  // namespace folio
