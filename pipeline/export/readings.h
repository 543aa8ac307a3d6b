#pragma once

#include <string>

#include "page/page_text.h"
#include "transcription/reading.h"

namespace folio {

/// The text of a page in one reading: a line of text a line of the page, in reading order, ending in a line
/// end unless empty.
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
std::string reading_of(const PageText& page, Reading reading);

/// True for closing punctuation whose box touches that of the word before it: one typed word, of which a mark
/// covers a part only, as the comma after a struck word. No space stands between the two.
bool hangs_on_word_before(const TextLine& line, size_t word_idx);

}  // namespace folio
