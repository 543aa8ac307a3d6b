#pragma once

#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// PAGE XML (PcGts 2019-07-15) of some lines of a page, as training tools read it (kraken, Calamari,
/// eScriptorium): a TextRegion for each run of lines of one layer and role, in it TextLines with Coords,
/// Baseline and TextEquiv (text_on_line, and `conf`, its least sure word). The layer and the role stand in
/// `custom`, as "layer {name:typed;} role {name:body;}". `line_idxs`: those of `page.lines` that are written,
/// in order; may be empty. Coordinates are whole pixels of the scan as displayed, within it. The times that
/// the format asks for are the beginning of 1970: the same page gives the same bytes.
std::string write_page_xml(const PageText& page, const std::vector<size_t>& line_idxs,
                           const std::string& image_name);

}  // namespace folio
