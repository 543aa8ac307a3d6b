#pragma once

#include <vector>

#include "page/reconciled_page.h"
#include "reconcile/draft.h"

namespace folio {

/// Holds the marks of the transcription against the ink: each run of tokens that one mark covers, and each
/// run of struck words and line of handwriting on the pages that no token with such a mark has. A mark agrees
/// when half of the letters of it that have ink of their own are so. For a draft whose tokens are all placed.
std::vector<MarkEntry> compare_marks(const Draft& draft);

}  // namespace folio
