#pragma once

#include <cstdint>

#include "ingest/page_source.h"

namespace folio {

/// Bytes that a page takes at its height beside what its worker holds anyway, from its image's header:
/// measured on scans of 150 to 1,200 dpi and rounded up.
std::uint64_t memory_need(const ImageHeader& header, bool with_pdf);

/// Bytes that a worker holds beside its page: what it changes of the models, and what it has read of
/// libraries.
inline constexpr std::uint64_t kBytesPerWorker = 110ULL << 20;

}  // namespace folio
