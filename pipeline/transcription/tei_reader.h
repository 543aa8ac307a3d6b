#pragma once

#include <string>
#include <string_view>

#include "transcription/transcription.h"

namespace folio {

/// True when a text begins as XML does, with or without a byte order mark: a declaration, a document type, or
/// a TEI root.
bool looks_like_xml(std::string_view bytes);

/// Reads a TEI P5 document (docs/notation.md has the table of elements; others are read as their text). Lines
/// and columns of words are those of the same text in our notation, which is what marks and lines mean here
/// too; diagnostics have the lines of the XML. Entities that the document declares are not expanded: they
/// stay as they are written, with a diagnostic. Throws Error{input} when it is not well-formed, with line and
/// column, when its root is not TEI's, or when elements lie more than 500 deep.
Transcription read_tei(std::string_view bytes, std::string file);

}  // namespace folio
