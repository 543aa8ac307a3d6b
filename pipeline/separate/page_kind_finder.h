#pragma once

#include "page/layered_page.h"

namespace folio {

/// What a page is, from its layers: the ink of each kind of writing, its lines, its pictures and the rules
/// that a form has to write on. Little writing, and shares near the border between two kinds, give low
/// confidence.
PageKindGuess find_page_kind(const LayeredPage& page);

}  // namespace folio
