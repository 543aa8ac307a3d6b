#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// PAGE's own names, as its schema lists them.

/// `type` of a TextRegion.
const char* text_type_of(Role role);
/// `type` of a GraphicRegion.
const char* graphic_type_of(Layer layer, Role role);
/// `production`, of all layers but strikes.
const char* production_of(Layer layer);

/// Languages of a page: PAGE names them in English, and has a list for those that it does not know.
void write_languages(pugi::xml_node page, const std::vector<std::string>& tags);
/// BCP 47 tags of what write_languages wrote, or another program.
std::vector<std::string> read_languages(const pugi::xml_node& page);

/// Scripts of the page's text, the most frequent first.
void write_scripts(pugi::xml_node page, const PageText& text);

}  // namespace folio
