#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace folio {

/// A paragraph of a text and how many letters of which script it has.
struct ScriptParagraph {
  size_t begin = 0, end = 0;  ///< bytes, half-open, whole lines
  int first_line = 1, last_line = 1;
  int latin = 0, other = 0;  ///< letters: Latin; Cyrillic and all the rest
};

/// The paragraphs of a text, which blank lines part. `first_line` is the number of its first line, `offset`
/// the place of its first byte in the file.
std::vector<ScriptParagraph> script_paragraphs(std::string_view text, size_t offset, int first_line);

/// Where a text goes over from one script to the other.
struct ScriptChange {
  size_t paragraph_idx = 0;  ///< the first paragraph after it
  bool to_latin = true;
  size_t before = 0, after = 0;                ///< letters of the side's own script
  double before_purity = 0, after_purity = 0;  ///< their share of the side's letters, in [0, 1]
};

/// The change that puts most letters on the side of their script; paragraphs without letters go to the side
/// before it. Nothing when the text has letters of one script only.
std::optional<ScriptChange> find_script_change(const std::vector<ScriptParagraph>& paragraphs);

}  // namespace folio
