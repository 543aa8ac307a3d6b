#include "reconcile/reconcile.h"

#include <set>
#include <utility>

#include "reconcile/caret_splitter.h"
#include "reconcile/draft.h"
#include "reconcile/hand_placer.h"
#include "reconcile/page_builder.h"
#include "reconcile/typed_placer.h"

namespace folio {

ReconciledFolio reconcile(std::vector<PageText> pages, const Transcription& transcription,
                          const ReconcileOptions& options) {
  const std::set<WordRef> cut_off = split_at_carets(pages);
  Draft draft(std::move(pages), transcription);
  draft.cut_off = cut_off;
  place_typed(draft, options.infer_places);
  place_handwriting(draft, options);
  return build_folio(draft);
}

bool matches(const ReconciledFolio& folio, const ReconcileOptions& options) {
  return !folio.match || *folio.match >= options.least_match;
}

ReconciledFolio without_transcription(std::vector<PageText> pages) {
  ReconciledFolio folio;
  for (PageText& page : pages) folio.pages.push_back({std::move(page), {}});
  return folio;
}

}  // namespace folio
