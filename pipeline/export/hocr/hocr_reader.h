#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// Reads hOCR: our own with its layers, and that of other engines (Tesseract, kraken, OCRopus), whose text is
/// all in the typed layer. One PageText a page of the file.
///
/// Lines are ocr_line, ocr_header, ocr_footer, ocr_caption, ocr_textfloat and ocrx_line. A line that holds
/// text but no ocrx_word is split at white space, with the boxes of its words worked out from their lengths.
/// Of alternatives the first is taken. Regions are only those that name a layer: another engine's ocr_photo
/// is no stamp. What a person wrote into an unread float of ours is its text. `name` is the file, for
/// messages. Throws Error{input} with the line when the file is not well-formed or has no ocr_page.
std::vector<PageText> read_hocr(std::string_view bytes, const std::string& name);

std::vector<PageText> read_hocr_file(const std::filesystem::path& file);

}  // namespace folio
