#pragma once

#include <string>

#include "transcription/transcription.h"

namespace folio {

/// The transcription as a TEI P5 document, with its furniture as the header and its translations as divisions
/// of their own (docs/notation.md has the table). read_tei() gives the same words with the same marks, page
/// breaks and notes. Characters that XML does not have (U+0001 …) become U+FFFD.
std::string to_tei(const Transcription& transcription);

}  // namespace folio
