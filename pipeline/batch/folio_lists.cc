#include "batch/folio_lists.h"

#include "batch/folio_record.h"
#include "batch/folio_texts.h"
#include "batch/folio_volume.h"
#include "core/files.h"
#include "export/review_list.h"
#include "page/page_sequence.h"

namespace folio {
namespace fs = std::filesystem;

void write_folio_lists(PageProducts& products, const std::vector<std::string>& stems, const FolioFacts& facts,
                       const ExportOptions& exports) {
  const OutputFolder& folder = products.folder();
  const PageSequence pages(stems.size(), [&](size_t i) { return products.current_text(stems[i]); });
  write_file(folder.path() / "review.tsv", review_tsv(pages));
  const FolioRecord record = record_of(pages, facts);
  write_file(folder.path() / "folio.tsv", folio_tsv(record));
  write_folio_tei(folder.path(), pages, record.call_number ? to_string(*record.call_number) : "",
                  exports.tei);
  if (exports.pdf_volume) write_folio_volume(folder, pages, facts, exports.pdf_options.attach);
}

bool lists_are_there(const fs::path& output, const ExportOptions& exports, bool with_ledger,
                     bool with_translation) {
  std::vector<const char*> names{"review.tsv", "folio.tsv"};
  if (exports.tei) names.push_back("folio/folio.tei.xml");
  if (exports.pdf_volume) names.push_back("folio/folio.pdf");
  if (with_translation)
    for (const char* name : {"folio/parallel.json", "folio/parallel.tsv", "translation.tsv"})
      names.push_back(name);
  if (with_ledger)
    for (const char* name : {"ledger.tsv", "ledger.jsonl", "folio/amended.txt"}) names.push_back(name);
  for (const char* name : names) {
    std::error_code ignored;
    if (!fs::is_regular_file(output / name, ignored)) return false;
  }
  return true;
}

}  // namespace folio
