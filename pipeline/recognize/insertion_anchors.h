#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "page/layered_page.h"
#include "page/page_text.h"

namespace folio {

/// A word's ends along its line, pixels.
struct WordSpan {
  double left = 0, right = 0;
};

/// Index of the word that a place at `x` follows, of a line's words from left to right: the last one whose
/// middle lies left of it, so that a caret may stand half a word off. Of writing that lies over letters
/// (`over_letters`) the word beneath it comes before it. Nothing: before the first word, or no words.
std::optional<size_t> word_before(const std::vector<WordSpan>& words, double x, bool over_letters);

/// Ties handwriting with a place in a typed line (LayerLine::place) to that line's words before and after
/// it: its words become inserted, unless they are struck, and name them. At a line's beginning the word
/// before is the last one of the typed line before. `layer_line_idxs`: for each of the text's lines its index
/// in page.lines. Lines whose typed line was not read stay as they are.
void tie_insertions(const LayeredPage& page, const std::vector<size_t>& layer_line_idxs, PageText& text);

}  // namespace folio
