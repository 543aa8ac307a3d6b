#pragma once

#include <functional>
#include <memory>
#include <string>

#include "foreign/pdf_writer.h"
#include "page/page_text.h"

namespace folio {

/// Title, language, producer, provenance and color profile of a page's PDF. The title is the page's stem.
PdfFacts pdf_facts(const PageText& text);

/// The number of the page's leaf as it stands on it ("12", "13об."): the surest that was read. Empty = none.
std::string leaf_label(const PageText& text);

/// The page's layered hOCR, to go with it.
PdfAttachment attached_hocr(const PageText& text);
/// The same of a page that is loaded when the file is written.
PdfAttachment attached_hocr(const std::string& stem, std::function<std::shared_ptr<const PageText>()> load);

}  // namespace folio
