#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "export/pdf/pdf_layers.h"
#include "page/layer.h"
#include "page/page_text.h"
#include "page/scanned_page.h"

namespace folio {

/// Ink of one layer as it is drawn.
struct DrawnInk {
  PdfLayerId layer = PdfLayerId::scan;  ///< scan: ink that is in no layer, and stays with the paper
  cv::Mat mask;                         ///< CV_8UC1, 255 = ink
  cv::Mat alone;                        ///< of it, what lies under or over no other layer's ink; may be empty
};

/// A bilevel scan's black pixels by layer, in the order of drawing. Together they are the black pixels
/// exactly; a pixel may lie in two layers. `masks`: on the scan.
std::vector<DrawnInk> ink_of_bilevel(const cv::Mat& pixels, const LayerMasks& masks);

/// Ink of a grey or color scan, in the order of drawing. Thin dark strokes that are in no mask (rules, dirt)
/// are ink of the paper. `masks`: on the scan, of gray's size; `gray`: CV_8UC1; `pixels_per_mm` of it.
std::vector<DrawnInk> ink_of_gray(const cv::Mat& gray, const LayerMasks& masks, double pixels_per_mm);

}  // namespace folio
