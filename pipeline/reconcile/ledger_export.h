#pragma once

#include <string>

#include "page/reconciled_page.h"

namespace folio {

/// The whole account as tab-separated UTF-8 text: a header line, then one row an entry, pages in their order
/// and what lies on no page last. Columns: outcome, truth, ocr, page (its stem), word, line, column, reason;
/// line and column count from 1 and are empty where the transcription has nothing. Tabs, line ends and other
/// controls in a field become spaces.
std::string ledger_tsv(const ReconciledFolio& folio);

}  // namespace folio
