#include "batch/ledger_files.h"

#include <array>
#include <system_error>

#include "core/file_pieces.h"
#include "core/files.h"
#include "reconcile/ledger_export.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

constexpr std::array kNames{"ledger.tsv", "ledger.jsonl", "disagreements.tsv", "misreadings.tsv",
                            "folio/ledger-summary.txt"};

}  // namespace

void write_ledger_files(const fs::path& output, const ReconciledFolio& folio) {
  write_file_pieces(output / kNames[0], [&](const Sink& sink) { write_ledger_tsv(folio, sink); });
  write_file_pieces(output / kNames[1], [&](const Sink& sink) { write_ledger_jsonl(folio, sink); });
  write_file_pieces(output / kNames[2],
                    [&](const Sink& sink) { write_disagreements(folio, Blamed::transcription, sink); });
  write_file_pieces(output / kNames[3],
                    [&](const Sink& sink) { write_disagreements(folio, Blamed::reading, sink); });
  write_file(output / kNames[4], ledger_summary(folio));
}

void remove_ledger_files(const fs::path& output) {
  for (const char* name : kNames) {
    std::error_code ignored;
    fs::remove(output / name, ignored);
  }
}

}  // namespace folio
