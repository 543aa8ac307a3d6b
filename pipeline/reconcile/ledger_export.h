#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "page/reconciled_page.h"

namespace folio {

/// The account of a reconciliation as files; docs/formats.md says what they hold. All are UTF-8; in
/// tab-separated ones tabs, line ends and other controls in a field become spaces.

/// Takes the next part of a file. Ledgers of large folios are not held in memory as a whole.
using Sink = std::function<void(std::string_view)>;

/// A header line, then one row a word of the transcription or of the pages, pages in their order and what
/// lies on no page last.
void write_ledger_tsv(const ReconciledFolio& folio, const Sink& sink);

/// One JSON object a line: kind "token" for each token, "ink" for each word and unread line of the pages,
/// "mark" for each mark.
void write_ledger_jsonl(const ReconciledFolio& folio, const Sink& sink);

enum class Blamed : unsigned char { transcription, reading };

/// An entry of the ledger that is not confirmed, with the stem of its page; empty for what lies on none.
struct Disagreement {
  const LedgerEntry* entry;
  std::string_view stem;
};

/// What differs, the likeliest fault of the one that is blamed first. They point into `folio`.
std::vector<Disagreement> disagreements(const ReconciledFolio& folio, Blamed blamed);

/// The same as tab-separated text. A header line, then rows.
void write_disagreements(const ReconciledFolio& folio, Blamed blamed, const Sink& sink);

/// The whole in a few lines for people, English.
std::string ledger_summary(const ReconciledFolio& folio);

}  // namespace folio
