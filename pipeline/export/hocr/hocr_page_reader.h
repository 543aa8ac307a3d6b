#pragma once

#include <pugixml.hpp>

#include "page/page_text.h"

namespace folio {

/// Reads what a <meta> of the head says of all pages of the file: program, models, options, languages.
void read_hocr_meta(const pugi::xml_node& node, PageText& head);

/// The page that an ocr_page opens, without lines: `head` with its origin, size, resolution and all that
/// write_hocr puts on it. `page_idx` is that of a page which does not say (ppageno).
PageText page_from_hocr(const pugi::xml_node& node, const PageText& head, int page_idx);

/// An element with the class ocr_page; not a <meta>, whatever its class.
bool is_hocr_page(const pugi::xml_node& node);

/// True when an ocr_page is a layer of the page before it: the same image, box and ppageno, all of them
/// given.
bool is_same_page(const pugi::xml_node& a, const pugi::xml_node& b);

}  // namespace folio
