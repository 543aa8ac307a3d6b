#pragma once

#include "export/hocr/repair/change_log.h"
#include "export/hocr/repair/hocr_outline.h"

namespace folio {

/// What of an element's title all consumers take, by the kind of element.
enum class OutlineKind : unsigned char { page, block, paragraph, line, word };

/// Fills `element` from the node: box, attributes, properties. Properties that not all consumers take, and
/// those with values that they do not, become data- attributes; so does a class other than `css_class`.
void read_parts(const pugi::xml_node& node, OutlineKind kind, std::string_view css_class,
                OutlineElement& element, ChangeLog& log);

/// Text for an attribute: clean, line by line.
std::string clean_value(std::string_view value);

/// Sets an attribute, unless it is there.
void add_value(NamedValues& values, const std::string& name, const std::string& value);

}  // namespace folio
