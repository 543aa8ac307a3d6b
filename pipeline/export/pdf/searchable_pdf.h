#pragma once

#include <string>
#include <vector>

#include "export/pdf/pdf_text.h"
#include "page/page_text.h"
#include "page/scanned_page.h"

namespace folio {

struct PdfOptions {
  PdfReading reading = PdfReading::as_it_stands;
  int jpeg_quality = 75;  ///< 1 to 100, for grey and color scans that are no JPEG already
};

/// A PDF of one page: the scan, and over it the page's words as invisible text at their places. Built to
/// PDF/A-2u. Layers that a viewer can switch: "Scan", "Typed text", "Struck text", "Handwriting" and "Stamps
/// and print". Bilevel scans are packed losslessly (CCITT Group 4); others as JPEG, and a JPEG file whose
/// pixels are those of the page goes in as it is, when it can still be read and is unchanged. The page has
/// the scan's size at its resolution. The same input gives the same bytes.
std::string searchable_pdf(const PageText& text, const ScannedPage& scan, const PdfOptions& options);

}  // namespace folio
