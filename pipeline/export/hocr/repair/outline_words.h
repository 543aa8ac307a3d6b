#pragma once

#include <string>
#include <vector>

#include "export/hocr/repair/change_log.h"
#include "export/hocr/repair/hocr_outline.h"

namespace folio {

/// The words of an ocrx_word: none when it is empty, two when it holds an old and a new reading. `tag` is a
/// del or ins around it; empty = none.
std::vector<OutlineWord> outline_words(const pugi::xml_node& node, const std::string& tag, ChangeLog& log);

/// All words of a line, those of lines within it left out: its ocrx_words, and the text beside them. Words of
/// one character each are joined where join_single_characters does so.
std::vector<OutlineWord> words_of_line(const pugi::xml_node& node, const std::string& tag, ChangeLog& log);

/// Words without boxes, with data-place="inferred".
std::vector<OutlineWord> words_of_text(const std::string& text, const std::string& tag);

}  // namespace folio
