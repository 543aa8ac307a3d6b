#pragma once

#include "foreign/pdf_writer.h"
#include "page/scanned_page.h"

namespace folio {

/// A scan as it is, as one image. The file's own bytes where they show the page as displayed and can still be
/// read: JPEG, and CCITT Group 4 of one strip in a TIFF. Else lossless: Group 4 for bilevel scans, and for
/// the others PNG's coding when `lossless`, or JPEG of `quality` (1 to 100).
PdfImage scan_image(const ScannedPage& scan, bool lossless, int quality);

}  // namespace folio
