#include "reconcile/reconcile.h"

#include <utility>

#include "reconcile/draft.h"
#include "reconcile/hand_placer.h"
#include "reconcile/page_builder.h"
#include "reconcile/typed_placer.h"

namespace folio {

ReconciledFolio reconcile(std::vector<PageText> pages, const Transcription& transcription,
                          const ReconcileOptions& options) {
  const std::vector<PageText> recognized = std::move(pages);
  Draft draft(recognized, transcription);
  place_typed(draft, options.infer_places);
  place_handwriting(draft, options);
  return build_folio(draft);
}

ReconciledFolio without_transcription(std::vector<PageText> pages) {
  ReconciledFolio folio;
  for (PageText& page : pages) folio.pages.push_back({std::move(page), {}});
  return folio;
}

}  // namespace folio
