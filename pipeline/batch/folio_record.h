#pragma once

#include <optional>
#include <string>
#include <vector>

#include "batch/folio_facts.h"
#include "batch/leaf_report.h"
#include "page/page_sequence.h"
#include "page/page_text.h"

namespace folio {

/// The account of a folio's leaves.
struct FolioRecord {
  std::optional<CallNumber> call_number;
  std::string source;  ///< of the call number, in words; empty without one
  LeafSources sources;
  LeafReport report;
  struct Mark {
    size_t page_idx = 0;
    Box box;
    std::string text;
    double confidence = 0;
  };
  std::vector<Mark> seen;          ///< as sources.seen, with their places
  std::vector<Mark> page_numbers;  ///< the typist's
};

/// Finds the leaf numbers and the typist's page numbers on the pages (lines of these roles) and compares them
/// (report_leaves). The call number is that of `facts`, else of the pages' files.
FolioRecord record_of(const PageSequence& pages, const FolioFacts& facts);
FolioRecord record_of(const std::vector<PageText>& pages, const FolioFacts& facts);

/// By page the number of its leaf: of the first numbering that the page has a number in, else that of its
/// file's name; empty = none.
std::vector<std::string> leaf_labels(const FolioRecord& record);

/// The record as tab-separated UTF-8 text, a header line first. Columns: what (call-number, leaf-number,
/// page-number, finding), page, numbering (from 1), text, confidence, box, remark.
std::string folio_tsv(const FolioRecord& record);

/// The record in words, for people; lines end in \n.
std::string folio_words(const FolioRecord& record);

}  // namespace folio
