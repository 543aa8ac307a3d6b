#pragma once

namespace folio {

/// Gives memory that is free, but kept for later, back to the system: before much is asked for in pieces of
/// other sizes, which would not fit into what is kept. Costs some milliseconds.
void return_free_memory();

}  // namespace folio
