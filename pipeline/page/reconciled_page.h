#pragma once

#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// One line of the account of a reconciliation: what became of a word of the transcription or of the page.
struct LedgerEntry {
  enum class Outcome : unsigned char {
    confirmed,             ///< both have it
    corrected,             ///< placed; the recognizer read it otherwise
    placed,                ///< placed where ink lies that was not read, or between neighbors
    not_found,             ///< in the transcription, not on any page
    not_in_transcription,  ///< on the page, not in the transcription
  };
  Outcome outcome = Outcome::confirmed;
  std::string truth;    ///< the transcription's word; empty when it has none
  std::string ocr;      ///< the recognizer's word; empty when it has none
  std::string word_id;  ///< on the page; empty when there is none
  int truth_line = 0;   ///< line of the transcription file, from 1; 0 = none
  int truth_column = 0;
  std::string reason;
};

std::string_view name_of(LedgerEntry::Outcome outcome);

/// Stage reconcile: the page's final text. Without a transcription it is the recognizer's, and the ledger is
/// empty.
struct ReconciledPage {
  PageText text;
  std::vector<LedgerEntry> ledger;  ///< of this page, in reading order
};

/// A whole folio after reconciliation. `ledger` holds the words of the transcription that lie on no page.
struct ReconciledFolio {
  std::vector<ReconciledPage> pages;
  std::vector<LedgerEntry> ledger;
  bool has_transcription = false;
};

}  // namespace folio
