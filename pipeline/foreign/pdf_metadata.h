#pragma once

#include <string>

#include "foreign/pdf_writer.h"

namespace folio {

/// The XMP packet that PDF/A asks for, of predefined properties only: title, identifier (the call number),
/// producer, and as the tool that created it the producer with the hashes of what it worked with.
std::string xmp_of(const PdfFacts& facts);

/// The ToUnicode map of a font.
std::string to_unicode_map(const PdfFont& font);

}  // namespace folio
