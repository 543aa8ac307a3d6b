#pragma once

#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// PAGE XML (PcGts 2024-07-15) of a page with all its layers, in whole pixels of the scan as displayed.
///
/// A TextRegion is a group of lines (line_groups) with `type` and `production`; ReadingOrder, Layers, and a
/// Relation from each insertion's region to that of the word that it follows. Lines have Coords (their box),
/// Baseline, words and their text; words have Coords, Glyphs where these spell the word, and TextEquivs:
/// index 0 is the final reading, index 1 the recognizer's where it differs, for an unread word its guess. A
/// struck word has the TextStyle strikethrough. Ink that is no text is a GraphicRegion (stamp, signature,
/// handwritten-annotation) or an ImageRegion. Everything that PAGE has no place for stands in `custom`, in
/// Transkribus's form: "layer {name:hand; confidence:0.8;} role {name:insertion;}", and in UserDefined. The
/// times that the format asks for are the beginning of 1970: the same page gives the same bytes.
std::string write_page_xml(const PageText& page);

/// Some lines of a page as training tools read them (kraken, Calamari, eScriptorium): PcGts 2019-07-15, which
/// all of them know, without words; the lines' outlines follow their baselines. A TextRegion for each run of
/// lines of one layer and role; `conf` is that of the least sure word. `line_idxs`: those of `page.lines`
/// that are written, in order; may be empty.
std::string write_page_xml_lines(const PageText& page, const std::vector<size_t>& line_idxs,
                                 const std::string& image_name);

}  // namespace folio
