#pragma once

#include "page/reconciled_page.h"
#include "reconcile/draft.h"

namespace folio {

/// Puts the pieces of a draft into pages, and writes the ledgers: of each page in reading order, of the folio
/// for the tokens that lie nowhere. The first piece on a recognized word keeps its id; other words get new
/// ones that the page does not have.
ReconciledFolio build_folio(Draft& draft);

}  // namespace folio
