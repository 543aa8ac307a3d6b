#pragma once

#include <string>
#include <utility>
#include <vector>

#include "page/reconciled_page.h"
#include "reconcile/disagreement.h"
#include "reconcile/draft.h"

namespace folio {

/// Writes the entries of the ledger while pages are built from a draft.
class LedgerMaker {
 public:
  explicit LedgerMaker(const Draft& draft);

  /// One entry a token whose first piece this is; `word` is what became of the piece.
  void add_tokens(int piece_idx, const Word& word, Layer layer, std::vector<LedgerEntry>& ledger);
  /// A word of the page without a token.
  void add_extra(const Word& word, Layer layer, std::vector<LedgerEntry>& ledger);
  /// A line of handwriting that was not read and has no token.
  void add_unread_line(const TextLine& line, std::vector<LedgerEntry>& ledger);

  /// When the page's entries are there: places and blame of the words that the transcription has not.
  void finish_page(int page_idx, std::vector<LedgerEntry>& ledger);
  /// When all pages are: entries for the tokens that have no piece.
  std::vector<LedgerEntry> absent_tokens() const;

 private:
  LedgerEntry entry_of(int token_idx) const;
  std::string reason_of_absence(int token_idx) const;
  bool was_struck(const Piece& piece) const;
  bool is_hard_to_read(const Piece& piece, Layer layer) const;

  const Draft& draft_;
  FolioErrors errors_;
  std::vector<int> entry_tokens_;  ///< by entry of the page that is being built: its token; -1 = none
  /// By token: its page and its place in that page's ledger; -1 = none.
  std::vector<std::pair<int, int>> places_;
};

}  // namespace folio
