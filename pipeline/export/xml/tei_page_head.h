#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "export/xml/tei_page.h"
#include "export/xml/xml_output.h"
#include "page/page_text.h"

namespace folio {

/// What comes before the text in a TEI document of pages: see write_tei.

/// Writes the <teiHeader>.
void write_tei_page_header(pugi::xml_node root, const std::vector<const PageText*>& pages,
                           const TeiFacts& facts);

/// The names of a page's elements in the document.
struct TeiPageIds {
  std::string surface;
  std::map<const void*, std::string> zones;  ///< of lines, words and regions
  std::string of(const void* thing) const { return "#" + zones.at(thing); }
};

/// Writes a page's <surface>, with a <zone> for each line, word and region. `prefix`: of their names, which
/// are the page's own ids where `ids` still has them.
TeiPageIds write_tei_surface(pugi::xml_node facsimile, const PageText& page, const std::string& prefix,
                             XmlIds& ids);

}  // namespace folio
