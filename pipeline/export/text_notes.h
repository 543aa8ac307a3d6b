#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "export/folio_text.h"
#include "export/token_places.h"

namespace folio {

/// A textual note in Russian. It belongs to a passage of the text, or, where `first` and `last` are the same,
/// to one word, behind which its letter stands. Both are words that show (see shows()).
struct TextNote {
  size_t first = 0, last = 0;
  std::string text;  ///< whole sentences
};

/// Whether a word is to be seen in the text with notes: all that the amended reading has, and what was not
/// read ("[…]").
bool shows(const FolioWord& word);

/// Whether a word was not read: by the recognizer, or by the transcriber (only □).
bool is_unread(const FolioWord& word);

/// Words in quotes: «и сего дня», "[…]" for what was not read, `words` in their order.
std::string quoted(const std::vector<const FolioWord*>& words);

/// What the pages' layers, the ledger and the transcription's marks say of the text: what was struck and
/// written in, and which of it for which; slips; what was not read, or is doubtful; where the leaf has
/// something else than the transcription, when that is more likely than not. In the order of the text, one
/// note a passage. A strike without any word that shows before or after it on all pages has none.
std::vector<TextNote> text_notes(const ReconciledFolio& folio, const Transcription& transcription,
                                 const FolioText& text);

}  // namespace folio
