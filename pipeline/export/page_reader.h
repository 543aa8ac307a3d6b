#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// Formats that hold pages with words and boxes.
enum class PageFormat : unsigned char { hocr, alto, page_xml };

/// Told by the root element, whatever comes before it; nothing for other XML, for text, and for UTF-16.
std::optional<PageFormat> page_format_of(std::string_view bytes);

/// The pages of hOCR, ALTO or PAGE of any program: see read_hocr, read_alto, read_page_xml. Throws
/// Error{input} that names the file; also where it is none of these.
std::vector<PageText> read_pages(std::string_view bytes, const std::string& name);
std::vector<PageText> read_pages_file(const std::filesystem::path& file);

}  // namespace folio
