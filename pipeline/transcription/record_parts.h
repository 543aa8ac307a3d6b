#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "transcription/transcription.h"

namespace folio {

/// Whole lines of a text.
struct LineRange {
  size_t begin = 0, end = 0;  ///< bytes, half-open
  int first = 1, last = 1;    ///< lines, counted from 1
};

/// A record as a digital archive's web page gives it, told apart.
struct RecordParts {
  LineRange text;                           ///< what is on the leaves
  std::vector<LineRange> translations;      ///< none or one
  std::vector<FurnitureSection> furniture;  ///< the page's own words, in the order of the file
};

/// Everything is text.
RecordParts whole_text(std::string_view text);

/// Finds the parts of a record:
/// - Furniture: what stands before, under and between the headings of a record ("Citation:", "Summary:",
///   "Original Language:", "Contents:" …, in English, Russian or French) at the beginning of the file; two
///   different ones are needed, one of them a heading that no document has (citation, original language, call
///   number). Under the last of them is one paragraph, and lines such as "Original Scan". Headings such as
///   "Rights:" near the end of such a record open furniture too.
/// - A translation: where paragraphs of one script are followed by paragraphs of the other (Latin, or not)
///   to the end. When the furniture or a translator's notes tell of a translation, 3 % of the letters are
///   enough; else both parts must be about as long, of three paragraphs or more, and pure.
/// What is in Latin letters within a Russian text stays there; so does a text without any heading.
RecordParts split_record(std::string_view text);

}  // namespace folio
