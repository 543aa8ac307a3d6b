#pragma once

#include <filesystem>

#include "batch/folio_record.h"

namespace folio {

/// Accounts for the leaves of a folio that an earlier run has read, and writes OUT/folio.tsv anew. `told`:
/// what the caller knows of the folio; it is kept for later commands. Throws Error{input} when no run left
/// its pages or one of them was not read yet, Error{file_access}.
FolioRecord account_for_leaves(const std::filesystem::path& output, const FolioFacts& told);

}  // namespace folio
