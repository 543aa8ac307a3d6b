#pragma once

#include <pugixml.hpp>
#include <string>

#include "transcription/mark_nesting.h"

namespace folio {

/// The elements that all TEI of ours is made of: of transcriptions and of pages.

/// A document with its declaration and an empty <TEI>, which is returned.
pugi::xml_node start_tei(pugi::xml_document& document);

/// The document's bytes, white space as it stands, a line end at the end.
std::string tei_bytes(const pugi::xml_document& document);

/// Text in an element; nothing for an empty one.
void append_text(pugi::xml_node parent, const std::string& text);

/// The element of a mark: <add>, <del>, <unclear>, <stamp>, or a <seg> that says what it is.
pugi::xml_node append_mark(pugi::xml_node parent, MarkName mark);

/// A word; a run of □ in it becomes a <gap> of as many letters.
void append_word(pugi::xml_node parent, const std::string& text);

/// Wraps each strike and the insertion by hand beside it, in either order, in a <subst>, in the element and
/// all within it.
void pair_changes(pugi::xml_node parent);

}  // namespace folio
