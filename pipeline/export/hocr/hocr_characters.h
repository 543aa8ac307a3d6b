#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// The single characters of a word, as two attributes that no reader of plain hOCR minds.
struct CharacterAttributes {
  std::string confs;         ///< data-confs: "99 98 45", percent of each grapheme cluster of `ocr`
  std::string alternatives;  ///< data-alternatives: "2:31:О 2:5:0": cluster counted from 0, percent, reading
};

/// Both empty when the word's glyphs are not the grapheme clusters of its reading. Alternatives are those of
/// characters that are not sure (below 95 %), three at most of each, with one percent and more.
CharacterAttributes attributes_of(const std::vector<Glyph>& glyphs, std::string_view ocr);

/// Back: one glyph a grapheme cluster of `ocr`, without boxes. Empty when the count differs or a figure is
/// none. Alternatives that are none are left out.
std::vector<Glyph> glyphs_from(std::string_view ocr, std::string_view confs, std::string_view alternatives);

}  // namespace folio
