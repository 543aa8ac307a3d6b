#pragma once

#include "reconcile/draft.h"
#include "reconcile/typed_stream.h"

namespace folio {

/// Places typed units that have no link between two neighbors that have one, where the typewriter's cells
/// leave room for them, in this order:
/// - ink between the neighbors that no other token has, of the unit's width: it was read as something else;
/// - a gap of the line, or of its beginning at the margin, of as many cells as the unit needs;
/// - the end of a line that ends early, though what comes next would have fit on it too.
/// Places in gaps are inferred and say so. Units that nothing has room for stay without a place: a machine
/// that left no cell free did not type them.
void place_in_gaps(Draft& draft, TypedStream& stream);

}  // namespace folio
