#include "batch/leaves.h"

#include "batch/kept_corrections.h"
#include "batch/output_folder.h"
#include "core/files.h"

namespace folio {

FolioRecord account_for_leaves(const std::filesystem::path& output, const FolioFacts& told) {
  const OutputFolder folder(output);
  OutputFolder::Contents contents = folder.load_contents();
  KeptCorrections kept(folder, KeptCorrections::Use::to_look);
  std::vector<PageText> pages;
  for (const std::string& stem : contents.stems) {
    const PageStore store = folder.store(stem);
    ReconciledPage page =
        store.has("reconcile") ? store.load_reconciled() : ReconciledPage{store.load_recognized_text(), {}};
    pages.push_back(kept.with_corrections(std::move(page)).text);
  }
  contents.facts = combined(std::move(contents.facts), told);
  folder.save_contents(contents);
  FolioRecord record = record_of(pages, contents.facts);
  write_file(folder.path() / "folio.tsv", folio_tsv(record));
  return record;
}

}  // namespace folio
