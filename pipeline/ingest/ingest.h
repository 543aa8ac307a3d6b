#pragma once

#include <functional>

#include "ingest/page_source.h"
#include "page/scanned_page.h"

namespace folio {

/// Called with what is known of a page before its pixels are decoded. What it throws ends the reading.
using BeforeDecoding = std::function<void(const ImageHeader& header)>;

/// Reads a page again that an earlier run has read, from its origin. Throws Error{input} when the file has
/// changed since (its checksum is another one), so that stored results are never laid over other pixels.
/// Reads the whole file to check; for many pages of one file, open a PageSource once and use the other one.
ScannedPage reread(const PageOrigin& origin, const BeforeDecoding& before_decoding = nullptr);

/// The same from a source that is open already. Asserts that it is the origin's file.
ScannedPage reread(const PageSource& source, const PageOrigin& origin,
                   const BeforeDecoding& before_decoding = nullptr);

}  // namespace folio
