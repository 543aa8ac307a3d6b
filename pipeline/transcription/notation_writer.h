#pragma once

#include <string>

#include "transcription/reading.h"
#include "transcription/transcription.h"

namespace folio {

/// The transcription in our own notation, with its line breaks: `⟦del:…⟧ ⟦ins:⟦h:…⟧⟧`. Parsed again it gives
/// the same tokens, whatever notation it was written in.
std::string to_our_notation(const Transcription& transcription);

/// The same with the archive's marks where it has one: `~~…~~`, `^{…}`, `[[…]]`, and `*…*` for handwriting
/// that is alone in its paragraph. What it cannot say (stamps, pencil, turned writing, typing over typing,
/// page breaks, notes) stands in our notation.
std::string to_archive_notation(const Transcription& transcription);

/// One reading of the transcription, with its line breaks, ending in a line end unless empty.
/// - typed: typed text, struck words in; handwriting, stamps and printed text out.
/// - amended: struck words out; typed and printed text, insertions, and handwriting within typed paragraphs
///   in; the text of a slip at the place that calls for it, or where it stands when none does, its heading
///   out. Remarks, signatures, stamps and leaf numbers are out.
/// - diplomatic: our notation.
std::string reading_of(const Transcription& transcription, Reading reading);

}  // namespace folio
