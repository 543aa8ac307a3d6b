#pragma once

#include <cstddef>
#include <cstdint>

namespace folio::fuzz {

/// Reads all pages of `bytes` as a file in memory, as ingest does, within small limits. An Error is a good
/// answer, as is a page whose pixels hold what ScannedPage promises and what its header told beforehand: its
/// size, and (where allocations can be watched) no more memory than that. Anything else ends the program.
void read_all_pages(const std::uint8_t* data, std::size_t size);

}  // namespace folio::fuzz
