#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// True when `wanted` is one of the names in the node's class.
bool has_class(const pugi::xml_node& node, std::string_view wanted);

/// The box of the node's title; empty when there is none.
Box box_of(const pugi::xml_node& node);

/// Text of an element as a reader sees it: characters that stand in elements of their own (ocrx_cinfo) are
/// joined; of alternatives (class="alternatives", Tesseract's lstm_choice_mode) the first or chosen one is
/// taken. Not deeper than kDeepestElement.
std::string hocr_text(const pugi::xml_node& node);

/// The words of an ocrx_word, without ids where it has none: none when it is empty, two for
/// `<del>old</del><ins>new</ins>`. Confidences are those of x_wconf, else the mean of x_confs or of the
/// characters; glyphs those of data-confs, x_confs with x_bboxes, or ocrx_cinfo elements (Tesseract's
/// hocr_char_boxes, ABBYY converted), where their count is that of the grapheme clusters.
std::vector<Word> words_of(const pugi::xml_node& node);

/// What our attributes say of a word: status, strike, source, reading, place, anchors.
void read_word_attributes(const pugi::xml_node& node, Word& word);

}  // namespace folio
