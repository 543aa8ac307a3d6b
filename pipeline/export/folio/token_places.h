#pragma once

#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// Which token of the transcription became which word of the pages, as a folio's ledger has it. Points into
/// both, which must outlive it.
class TokenPlaces {
 public:
  TokenPlaces(const ReconciledFolio& folio, const Transcription& transcription);

  /// What the ledger says of a word; null for one that it does not name, as the second part of a word that is
  /// broken over two lines.
  const LedgerEntry* entry_of(int page_idx, const Word& word) const;
  /// The token of an entry; -1 = it has none.
  int token_of(const LedgerEntry& entry) const;
  /// The same of a word.
  int token_of(int page_idx, const Word& word) const;
  /// Whether a line is the typist's number of its page: by its own role, or by that of a token in it.
  bool is_page_number(int page_idx, const TextLine& line) const;

 private:
  const Transcription& transcription_;
  std::vector<std::map<std::string_view, const LedgerEntry*>> entries_;  ///< by page and id of the word
  std::map<std::pair<int, int>, int> tokens_;                            ///< by line and column
};

}  // namespace folio
