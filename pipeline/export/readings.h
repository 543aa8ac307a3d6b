#pragma once

#include <string>

#include "page/page_text.h"
#include "transcription/reading.h"

namespace folio {

/// How a reading is laid out.
enum class TextLayout : unsigned char {
  lines,     ///< a line a line of the page, a blank line between paragraphs and columns
  reflowed,  ///< a line a paragraph, a blank line between; words broken at a line's end are joined
};

/// The text of a page in one reading, in reading order, ending in a line end unless empty. What makes a
/// paragraph says line_groups(); an insertion on a line of its own parts none, and follows it when reflowed.
/// - typed: the lines of the typed layer and no others, struck words in. Printed letterheads are a layer of
/// their
///   own and stay out.
/// - amended: struck words out; typed and printed lines, insertions, corrections and what is filled into gaps
///   after the word that they follow, and handwritten body text in. Remarks, resolutions, signatures, stamps
///   and leaf numbers are out. An insertion that names no word of these lines stands as a line of its own.
/// - diplomatic: all lines, with the marks of our notation: ⟦del:…⟧ (⟦del-x:…⟧ typed over), ⟦ins:⟦h:…⟧⟧,
/// ⟦h:…⟧,
///   ⟦s:…⟧, ⟦p:…⟧. Insertions stand after their words. What was not read is □□□ within its marks, a signature
///   ⟦h-signature⟧; regions follow the lines.
/// The same rules as reading_of() has for a transcription, so that the two can be compared.
std::string reading_of(const PageText& page, Reading reading, TextLayout layout = TextLayout::lines);

/// True for closing punctuation whose box touches that of the word before it: one typed word, of which a mark
/// covers a part only, as the comma after a struck word. No space stands between the two.
bool hangs_on_word_before(const TextLine& line, size_t word_idx);

}  // namespace folio
