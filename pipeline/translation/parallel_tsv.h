#pragma once

#include <string>

#include "page/parallel_text.h"

namespace folio {

/// The text and its translation side by side: a header line, then a row a pair of paragraphs: how sure it is,
/// what the original has and what the translation, marks in our notation. Paragraphs that went together are
/// parted by " ¶ ".
std::string parallel_tsv(const ParallelText& text);

/// What became of the marks that the translation tells of, and of the original's: a header line, then a row a
/// mark.
std::string translation_marks_tsv(const ParallelText& text);

/// A paragraph with its marks in our notation (docs/notation.md).
std::string notation_of(const ParallelParagraph& paragraph);

}  // namespace folio
