#include "batch/ledger_files.h"

#include <array>
#include <fstream>
#include <functional>
#include <string>

#include "core/error.h"
#include "core/files.h"
#include "reconcile/ledger_export.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

constexpr std::array kNames{"ledger.tsv", "ledger.jsonl", "disagreements.tsv", "misreadings.tsv",
                            "folio/ledger-summary.txt"};

void write_parts(const fs::path& path, const std::function<void(const Sink&)>& write) {
  write_file_with(path, [&](const fs::path& temporary) {
    std::ofstream file(temporary, std::ios::binary);
    write([&](std::string_view part) { file.write(part.data(), static_cast<std::streamsize>(part.size())); });
    file.close();
    if (!file)
      throw Error(ErrorCode::file_access, "cannot be written", "is the disk full?").at_file(path.string());
  });
}

}  // namespace

void write_ledger_files(const fs::path& output, const ReconciledFolio& folio) {
  write_parts(output / kNames[0], [&](const Sink& sink) { write_ledger_tsv(folio, sink); });
  write_parts(output / kNames[1], [&](const Sink& sink) { write_ledger_jsonl(folio, sink); });
  write_parts(output / kNames[2],
              [&](const Sink& sink) { write_disagreements(folio, Blamed::transcription, sink); });
  write_parts(output / kNames[3],
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
