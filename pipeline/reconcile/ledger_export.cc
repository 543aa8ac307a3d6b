#include "reconcile/ledger_export.h"

#include <string_view>

namespace folio {
namespace {

void add_field(std::string& out, std::string_view field, char end) {
  for (const char c : field) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  out += end;
}

void add_row(std::string& out, const LedgerEntry& entry, std::string_view stem) {
  add_field(out, name_of(entry.outcome), '\t');
  add_field(out, entry.truth, '\t');
  add_field(out, entry.ocr, '\t');
  add_field(out, stem, '\t');
  add_field(out, entry.word_id, '\t');
  add_field(out, entry.truth_line > 0 ? std::to_string(entry.truth_line) : "", '\t');
  add_field(out, entry.truth_line > 0 ? std::to_string(entry.truth_column) : "", '\t');
  add_field(out, entry.reason, '\n');
}

}  // namespace

std::string ledger_tsv(const ReconciledFolio& folio) {
  std::string out = "outcome\ttruth\tocr\tpage\tword\tline\tcolumn\treason\n";
  for (const ReconciledPage& page : folio.pages)
    for (const LedgerEntry& entry : page.ledger) add_row(out, entry, page.text.origin.stem);
  for (const LedgerEntry& entry : folio.ledger) add_row(out, entry, "");
  return out;
}

}  // namespace folio
