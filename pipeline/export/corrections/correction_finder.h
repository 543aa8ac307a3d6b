#pragma once

#include <vector>

#include "page/correction.h"

namespace folio {

/// What a person changed of the words of a page between `written`, what folio wrote, and `current`, what the
/// file says now: other text, other status, words that are new or gone, words that are said to be a person's
/// (data-source) without any change. Words are the same by their id and place, else by their place. In the
/// order of `current`, those that are gone last.
std::vector<Correction> find_corrections(const PageText& written, const PageText& current);

/// Where nobody knows what folio wrote: the words that are said to be a person's.
std::vector<Correction> corrections_by_source(const PageText& current);

/// Something besides words differs, which no Correction can say: a line's layer, role or turn, or its being
/// there; a region.
bool differs_beyond_words(const PageText& written, const PageText& current);

/// Adds corrections to older ones; a newer one takes the place of those whose boxes are about the same.
void add_corrections(std::vector<Correction>& list, const std::vector<Correction>& newer);

}  // namespace folio
