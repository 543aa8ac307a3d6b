#pragma once

#include <string>
#include <vector>

#include "export/pdf/page_picture.h"
#include "export/pdf/pdf_text.h"
#include "page/page_text.h"
#include "page/scanned_page.h"

namespace folio {

struct PdfOptions {
  Reading reading = Reading::diplomatic;  ///< which words are live text: see pdf_words()
  PdfInsertions insertions = PdfInsertions::by_reading;
  bool attach = false;  ///< the page's layered hOCR, which has the other readings, within the file (PDF/A-3u)
  PagePictureOptions picture;
};

/// A PDF of one page: its picture in layers (page_picture), and over it its words as invisible text at their
/// places, in layers too. Built to PDF/A-2u. The page has the scan's size at its resolution, and its leaf's
/// number as label, where the page has one. The same input gives the same bytes.
/// `call_number`: of the folio, with the page's leaf; empty = not known. `masks`: on the scan, or null.
std::string searchable_pdf(const PageText& text, const std::string& call_number, const ScannedPage& scan,
                           const LayerMasks* masks, const PdfOptions& options);

/// The same page with another text: the picture is that of `earlier`, which searchable_pdf() made. Throws
/// Error{input} when it is no such file.
std::string searchable_pdf(const PageText& text, const std::string& call_number, const std::string& earlier,
                           const PdfOptions& options);

}  // namespace folio
