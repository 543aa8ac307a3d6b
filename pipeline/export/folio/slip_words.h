#pragma once

#include <cstddef>
#include <vector>

#include "export/folio/folio_text.h"
#include "export/folio/token_places.h"

namespace folio {

/// Which words of the pages make up the slips of a transcription. Indices of words are those of the list that
/// find_slip_words() was given.
struct SlipWords {
  static constexpr size_t kNone = static_cast<size_t>(-1);

  std::vector<int> text_of, heading_of, call_of;  ///< by word: index of the slip; -1 = none
  std::vector<std::vector<size_t>> words;         ///< by slip: its text, in the order of the pages
  std::vector<size_t> first_call;                 ///< by slip: the word that calls for it; kNone = none does
  std::vector<int> target_page;  ///< by slip: the page that its heading names; -1 = not known

  bool is_called(size_t slip) const { return first_call[slip] != kNone; }
};

/// Finds them by the ledger. Words that the transcription has not, between two words of one slip, belong to
/// it, as does the rest of a broken word. A slip that calls for itself, over others too, is called by none.
SlipWords find_slip_words(const ReconciledFolio& folio, const Transcription& transcription,
                          const TokenPlaces& places, const std::vector<FolioWord>& words);

}  // namespace folio
