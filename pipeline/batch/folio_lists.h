#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "batch/folio_facts.h"
#include "batch/page_products.h"
#include "export/exporter.h"

namespace folio {

/// What concerns all pages of a folio, with what people have corrected: what to look at (review.tsv), the
/// leaves (folio.tsv), and where they are wanted TEI and PDF of them all. `stems`: in the folio's order;
/// their texts and products are there. Throws Error.
void write_folio_lists(PageProducts& products, const std::vector<std::string>& stems, const FolioFacts& facts,
                       const ExportOptions& exports);

/// Whether they all lie there. `with_ledger`: those of a transcription, too.
bool lists_are_there(const std::filesystem::path& output, const ExportOptions& exports, bool with_ledger,
                     bool with_translation);

}  // namespace folio
