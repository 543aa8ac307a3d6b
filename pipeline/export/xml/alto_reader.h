#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// Reads ALTO 2 to 4 of any program: pages with their lines, words, boxes and confidences, and what tags say
/// of layers and roles (ours, SegmOnto's); text is typed where they say nothing. A struck word is one of the
/// style strikethrough. A line that is one String with spaces (eScriptorium) is parted into words; HYP
/// belongs to the word before it. Lines come as ReadingOrder has them, where it names them all. All that
/// write_alto carries is taken back. Units that are not pixels become pixels of 254 or 1200 dpi. Throws
/// Error{input}, with the line, for what is not well-formed, has a document type, or holds no page. `name` is
/// that of the file: a page takes its stem where it has none of its own.
std::vector<PageText> read_alto(std::string_view bytes, const std::string& name);

}  // namespace folio
