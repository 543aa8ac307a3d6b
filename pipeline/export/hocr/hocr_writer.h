#pragma once

#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// Layered hOCR 1.2 of one page, in the coordinates of the scan as displayed.
///
/// Lines of one layer that follow each other in reading order and in place make an ocr_carea with `cflow` and
/// `data-layer`; lines of one role make an ocr_par in it. A struck word holds a <del>, an inserted one an
/// <ins>. What was not read (a line without text, a region) is an ocr_linedrawing, or an ocr_photo for
/// stamps. The order of the elements is the reading order. Boxes are clipped to the page and hold at least
/// one pixel.
///
/// What read_hocr makes of it writes the same bytes again. Not carried: boxes of characters, alternatives of
/// those that are sure, the checks of the origin beyond file, index and checksum, figures beyond two decimals
/// (confidence) or one pixel (baseline), how a baseline bends. A line of which nothing was read has no
/// baseline.
std::string write_hocr(const PageText& page);

/// The file name as it stands in `image "…"`: what would end the string or the property, or be taken for a
/// property, is percent-encoded. hocr_reader undoes it with `decode_image_name`.
std::string encode_image_name(const std::string& name);
std::string decode_image_name(const std::string& name);

}  // namespace folio
