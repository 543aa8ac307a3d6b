#pragma once

#include <vector>

#include "page/page_text.h"
#include "transcription/reading.h"

namespace folio {

/// A word with the line that says whose it is. `word` is null for a line without words. Both point into the
/// page.
struct ArrangedItem {
  const TextLine* line = nullptr;
  const Word* word = nullptr;
};

/// Whether a line has a part in a reading: see reading_of() in export/readings.h.
bool belongs(const TextLine& line, Reading reading);

/// The lines of a page that a reading takes, in reading order. But for the typed reading each insertion, and
/// other handwriting with an anchor, stands after the word that it follows; an insertion without one, or in a
/// ring of insertions that follow each other, stays in its line. Lines may become empty. Nothing gets lost
/// and nothing comes twice.
std::vector<std::vector<ArrangedItem>> arranged_lines(const PageText& page, Reading reading);

}  // namespace folio
