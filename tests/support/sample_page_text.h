#pragma once

#include "page/page_text.h"

namespace folio {

/// A page with one of everything: letterhead, typed lines, words struck by pen and typed over, an insertion
/// with its anchor, a remark that was not read, turned writing, a stamp, a signature, a leaf number.
PageText sample_page_text();

/// Any page: the same for the same seed. Ids are unique, boxes lie within the page, text is clean; some words
/// and lines are unread.
PageText random_page_text(unsigned seed);

}  // namespace folio
