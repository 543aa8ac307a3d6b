#pragma once

#include "foreign/pdf_writer.h"
#include "page/layer.h"
#include "page/page_text.h"
#include "page/scanned_page.h"

namespace folio {

struct PagePictureOptions {
  bool keep_scan = false;  ///< the scan as it is, in one layer
  int jpeg_quality = 75;   ///< 1 to 100, of pictures and of scans that are shown whole
};

/// What a page looks like, as a stack of layers (PdfLayerId). At the bottom the paper: the scan with its ink
/// filled by what is around it, as a small JPEG, photographs finer. On it each layer's ink: a lossless
/// bilevel mask, cut to where it has ink, through which a small picture of the ink's own colors is seen. A
/// bilevel scan's layers are its own black pixels, all of them. Scans below 200 dpi get masks of two or three
/// times their size, so that edges stay smooth.
///
/// `masks`: on the scan; null = not known, then the scan is shown whole in one layer, as it is with
/// `keep_scan` and where most of the page is a picture.
PdfPicture page_picture(const ScannedPage& scan, const LayerMasks* masks, const PageText& text,
                        const PagePictureOptions& options);

}  // namespace folio
