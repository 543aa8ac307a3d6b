#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace folio {

/// Pieces of HTML's syntax that both converters of html_to_xml.h need.

/// A character of an element's name in HTML: ASCII letters and digits.
bool is_name_character(char c);

std::string lower_ascii(std::string_view text);

/// End of the tag that starts at `begin`: the index after its '>', which quotes may hide; the end of `html`
/// when there is none.
size_t end_of_tag(std::string_view html, size_t begin);

/// `name` in lower case: an element without content, whose end tag is left out.
bool is_void_element(std::string_view name);

/// Code point of a named entity that OCR programs use ("nbsp"); 0 for others, and for XML's own five.
int character_named(std::string_view name);

}  // namespace folio
