#pragma once

#include <string>
#include <vector>

#include "batch/folio_facts.h"
#include "batch/output_folder.h"
#include "page/page_sequence.h"
#include "page/page_text.h"

namespace folio {

/// The folio's call number with this page's leaf alone, for a page's own product: that of `facts`, else of
/// the page's file name. Empty = not known.
std::string call_number_of_page(const PageText& page, const FolioFacts& facts);

/// Puts the PDFs of all pages together, in OUT/folio/folio.pdf: bookmarks and page labels are the leaves'
/// numbers (record_of()), else names of pages; the title is the call number where it is known. `attach`: with
/// the hOCR of each page. Removes the volume when there are no pages. Throws Error.
void write_folio_volume(const OutputFolder& folder, const PageSequence& pages, const FolioFacts& facts,
                        bool attach);

}  // namespace folio
