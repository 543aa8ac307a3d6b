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
std::string bookmark_of(const std::string& stem, const std::string& leaf) {
  return leaf.empty() ? clean_text(stem) : "Л. " + leaf;
}

/// All that the pages' files have in common.
PdfFacts volume_facts(const PageSequence& pages, const FolioRecord& record) {
  PdfFacts facts = pdf_facts(*pages.load(0));
  if (record.call_number) {
    facts.identifier = to_string(*record.call_number);
    facts.title = facts.identifier;
  } else if (pages.size() > 1) {
    facts.title += " – " + clean_text(pages.load(pages.size() - 1)->origin.stem);
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

void write_folio_volume(const OutputFolder& folder, const PageSequence& pages, const FolioFacts& facts,
                        bool attach) {
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
    const std::string stem = pages.load(i)->origin.stem;
    files.push_back({folder.product(stem, ".pdf"), leaves[i], bookmark_of(stem, leaves[i])});
    if (attach) all.attachments.push_back(attached_hocr(stem, [&pages, i] { return pages.load(i); }));
  }
  write_pdf_volume(files, all, file);
}

}  // namespace folio
