#pragma once

#include "reconcile/draft.h"
#include "reconcile/reconcile.h"

namespace folio {

/// Puts the tokens of handwriting and stamps to lines and regions of their layer, read or not, after the
/// typed words are placed. In this order:
/// - leaf numbers, to the leaf-number lines of the page that they open;
/// - words within typed text, by their typed neighbors, nearest first; two insertions may share a line of
/// ink,
///   a long one may take two;
/// - the same, to words that were taken for typed ones but have no token;
/// - paragraphs that stand by themselves, and words of the machine's writing that no typed line has, by their
///   order on the pages between the typed words around them;
/// - stamps, by order too;
/// - with options.infer_places, words within typed text that no ink was found for: above their neighbor.
void place_handwriting(Draft& draft, const ReconcileOptions& options);

}  // namespace folio
