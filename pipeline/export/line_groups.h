#pragma once

#include <cstddef>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// The lines of a page that make one block of text, by their indices: of one layer, role and turn, one below
/// the other and near, in reading order; typed body text is parted into paragraphs, by the margins of its
/// column (ParagraphFinder), but never within a word that is broken at a line's end. Remarks, stamps and
/// lines that have a place in the text (insertions, what is filled in or corrected) have groups of their own
/// and do not end the typed one around them. Every line is in one group; groups come in the order of their
/// first lines.
std::vector<std::vector<size_t>> line_groups(const PageText& page);

}  // namespace folio
