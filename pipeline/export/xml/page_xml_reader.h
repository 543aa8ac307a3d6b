#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// Reads PAGE XML (PcGts 2010 to 2024) of any program: lines with their words, boxes, baselines and
/// confidences; of several TextEquivs that of the lowest index. Lines without words are parted into words,
/// regions without lines into lines. What `production`, `type` and `custom` (ours, Transkribus's structure
/// and textStyle) say of layers, roles and strikes is taken; text is typed where they say nothing. Regions
/// come as ReadingOrder has them. All that write_page_xml carries is taken back. Throws Error{input}, with
/// the line, for what is not well-formed, has a document type, or holds no page. `name` is that of the file:
/// a page takes its stem where it has none of its own.
std::vector<PageText> read_page_xml(std::string_view bytes, const std::string& name);

}  // namespace folio
