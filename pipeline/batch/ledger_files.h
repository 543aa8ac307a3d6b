#pragma once

#include <filesystem>

#include "page/reconciled_page.h"

namespace folio {

/// Writes the account of a reconciliation into an output folder: ledger.tsv, ledger.jsonl, disagreements.tsv,
/// misreadings.tsv, folio/ledger-summary.txt. Each appears whole or not at all. Throws Error{file_access}.
void write_ledger_files(const std::filesystem::path& output, const ReconciledFolio& folio);

/// Takes away what an earlier run left of these.
void remove_ledger_files(const std::filesystem::path& output);

}  // namespace folio
