#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string_view>

namespace folio {

/// A place in a text, both from 1; columns in code points.
struct TextPosition {
  int line = 1, column = 1;
};

/// The place of a byte; that of the end for an offset beyond it.
TextPosition position_of(std::string_view bytes, std::ptrdiff_t offset);

/// Whether a document type, with whatever entities it declares, is taken or refused.
enum class DocumentTypes : unsigned char { passed_over, refused };

/// Parses XML into `document`, white space between elements kept; entities that the document declares are
/// never expanded, nothing else is ever opened. Throws Error{input} with line and column when it is not
/// well-formed, has a document type that is refused, or elements more than 500 deep, so that walks over it
/// may recur.
void parse_xml(pugi::xml_document& document, std::string_view bytes, DocumentTypes types);

}  // namespace folio
