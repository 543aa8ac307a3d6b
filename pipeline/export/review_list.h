#pragma once

#include <string>
#include <vector>

#include "export/word_doubts.h"
#include "page/page_sequence.h"
#include "page/page_text.h"

namespace folio {

/// What a person should look at, worst first: tab-separated UTF-8 text, a header line, then one row a thing.
/// Columns: confidence, page (its stem), what (page, line, region, strike, word), id, layer, role, box as
/// "x0 y0 x1 y1" in pixels of the scan, text, why. Tabs, line ends and other controls in a field become
/// spaces. Handwriting that was not read is not listed word by word: its line is, when its layer is not sure.
std::string review_tsv(const PageSequence& pages, const ReviewOptions& options = {});
std::string review_tsv(const std::vector<PageText>& pages, const ReviewOptions& options = {});

}  // namespace folio
