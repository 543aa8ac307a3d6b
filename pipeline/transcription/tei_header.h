#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "transcription/transcription.h"

namespace folio {

/// Writes the <teiHeader> of a transcription under `root`: title, call number, citation and date from its
/// furniture, the rest of that as notes, and the hands.
void write_tei_header(const Transcription& transcription, pugi::xml_node root);

/// The furniture that a <teiHeader> holds, in whatever order. Lines are not known: 0.
std::vector<FurnitureSection> read_tei_header(const pugi::xml_node& header);

/// Text without the characters that XML 1.0 does not have; they become U+FFFD.
std::string xml_text(std::string_view text);

/// A name without its prefix: "TEI" of "tei:TEI".
std::string_view local_name(const pugi::xml_node& node);

/// All text of an element, white space folded.
std::string folded_text(const pugi::xml_node& node);

}  // namespace folio
