#pragma once

#include <string>

#include "export/folio/folio_text.h"
#include "page/reconciled_page.h"
#include "transcription/reading.h"

namespace folio {

/// The text of a whole folio in one reading, made of its pages' layers; ends in a line end unless empty.
/// - typed: reading_of() of each page in their order, a blank line between. Pages without typing are not
///   seen.
/// - diplomatic: the same, each page after a line ⟦pb:STEM⟧.
/// - amended: `text` as running text, slips in their places: a line a paragraph, a blank line between. Pages
///   leave no trace: the author's text knows none.
std::string folio_reading_of(const ReconciledFolio& folio, const FolioText& text, Reading reading);

/// The name of a page as ⟦pb:…⟧ can hold it: "_" for brackets and line ends.
std::string page_break_mark(const std::string& stem);

}  // namespace folio
