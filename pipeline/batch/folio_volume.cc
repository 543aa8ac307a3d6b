#include "batch/folio_volume.h"

#include <system_error>

#include "batch/folio_record.h"
#include "core/files.h"
#include "core/text.h"
#include "export/clean_text.h"
#include "export/pdf/pdf_facts.h"
#include "foreign/pdf_volume.h"

namespace folio {
namespace {

/// What a page is called by its leaf, in words; its name where it has no number.
std::string bookmark_of(const PageText& page, const std::string& leaf) {
  return leaf.empty() ? clean_text(page.origin.stem) : "Л. " + leaf;
}

/// All that the pages' files have in common.
PdfFacts volume_facts(const std::vector<PageText>& pages, const FolioRecord& record) {
  PdfFacts facts = pdf_facts(pages.front());
  if (record.call_number) {
    facts.identifier = to_string(*record.call_number);
    facts.title = facts.identifier;
  } else if (pages.size() > 1) {
    facts.title += " – " + clean_text(pages.back().origin.stem);
  }
  return facts;
}

}  // namespace

std::string call_number_of_page(const PageText& page, const FolioFacts& facts) {
  std::optional<CallNumber> number = parse_call_number(facts.call_number);
  if (!number) number = call_number_of_path(page.origin.file);
  if (!number) return {};
  number->leaves.clear();
  const std::optional<LeafName> leaf = parse_leaf_name(leaf_label(page));
  if (leaf) number->leaves.push_back({*leaf, *leaf});
  return to_string(*number);
}

void write_folio_volume(const OutputFolder& folder, const std::vector<PageText>& pages,
                        const FolioFacts& facts, bool attach) {
  const std::filesystem::path file = folder.path() / "folio" / "folio.pdf";
  if (pages.empty()) {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    return;
  }
  const FolioRecord record = record_of(pages, facts);
  const std::vector<std::string> leaves = leaf_labels(record);
  PdfFacts all = volume_facts(pages, record);
  std::vector<PdfVolumePage> files;
  for (size_t i = 0; i < pages.size(); ++i) {
    files.push_back(
        {folder.product(pages[i].origin.stem, ".pdf"), leaves[i], bookmark_of(pages[i], leaves[i])});
    if (attach) all.attachments.push_back(attached_hocr(pages[i]));
  }
  write_pdf_volume(files, all, file);
}

}  // namespace folio
