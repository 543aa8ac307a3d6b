#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// What a repair did, each kind once.
struct HocrChange {
  std::string what;  ///< "class ocr_header of a line is ocr_line now (data-class keeps it)"
  int count = 0;
  int first_line = 1;  ///< of the file as it was
};

struct RepairedHocr {
  /// The file, or with `split` one a page. Byte for byte what was given when all consumers take it.
  std::vector<std::string> files;
  std::vector<HocrChange> changes;  ///< in the order of the file; empty = nothing was to be mended
};

/// Brings hOCR of any engine into the form that all consumers of hocr/check take: Tesseract's line classes,
/// choices and character boxes, kraken's blocks, lists and missing paragraphs, wrappers, empty words, HTML.
///
/// Keeps the text of words, their order and boxes, baselines, confidences (rounded to percent), languages,
/// ids where they are unique, data- attributes, and metadata. Properties that not all take become data-
/// attributes (x_size: data-x-size), so do second readings (data-other-readings). Where a box is missing, it
/// is worked out. Comments, scripts and styles are left out.
///
/// Of several pages OCRmyPDF reads the first only: `split` makes a file of each. Throws what HocrSource
/// throws, and Error{input} when there is no page.
RepairedHocr repair_hocr(std::string_view bytes, const std::string& name, bool split);

}  // namespace folio
