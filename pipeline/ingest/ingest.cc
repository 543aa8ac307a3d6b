#include "ingest/ingest.h"

#include <cassert>

#include "core/error.h"

namespace folio {

ScannedPage reread(const PageOrigin& origin, const BeforeDecoding& before_decoding) {
  return reread(PageSource(origin.file), origin, before_decoding);
}

ScannedPage reread(const PageSource& source, const PageOrigin& origin,
                   const BeforeDecoding& before_decoding) {
  assert(source.file() == origin.file);
  if (source.sha256() != origin.sha256 || origin.page_idx < 0 || origin.page_idx >= source.page_count()) {
    throw Error(ErrorCode::input, "has changed since it was first read",
                "run folio ingest on it again, and the stages after it")
        .at_file(origin.file.string())
        .at_page(origin.page_idx + 1)
        .at_stage("ingest");
  }
  if (before_decoding) before_decoding(source.header(origin.page_idx));
  ScannedPage page = source.read(origin.page_idx);
  page.origin = origin;  // keeps the stem that its products have
  return page;
}

}  // namespace folio
