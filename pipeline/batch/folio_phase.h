#pragma once

#include <atomic>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "batch/digitize.h"
#include "batch/page_products.h"
#include "batch/page_record.h"

namespace folio {

/// Learns from the traces of all pages, in their order, what the folio's types look like. False where nothing
/// can be read again by that.
bool learn_types(SelfAdaptation& adaptation, const OutputFolder& folder,
                 const std::vector<std::string>& stems);

/// Puts a transcription to the pages of a folio, whose texts are given in their order. One of another text
/// leaves them as they were read.
void reconcile_pages(std::vector<PageText> pages, const Transcription& transcription,
                     const ReconcileOptions& options, const OutputFolder& folder, BatchResult& result);

/// The folio's text beside its translation; empty where none is known. `transcription`: null where none was
/// put to the pages.
ParallelText parallel_text_of(const ReconciledFolio& folio, const Transcription* transcription,
                              const GivenTranslation& translation);

/// What follows from it for the folio as a whole: ledger and texts, once the pages' products are written.
void write_reconciled_folio(PageProducts& products, const Transcription& transcription,
                            const ExportOptions& exports, BatchResult& result);

/// The second half of digitizing: what needs all pages of the folio. Doubtful words are read again by what
/// the folio itself teaches, with a transcription all pages are reconciled with it, products of pages whose
/// text changed are written anew by worker processes, and what concerns all pages is listed. Does nothing
/// where an earlier run has done the same for the same pages and nobody has edited the products since.
class FolioPhase {
 public:
  /// All by reference, which must outlive it. `pages`: in the folio's order.
  FolioPhase(std::vector<PageRecord> pages, const std::optional<Transcription>& transcription,
             const DigitizeOptions& options, const FolioFacts& facts, PageProducts& products,
             const std::atomic<bool>& interrupted);

  /// Fills in the result but for its failures in reading. Throws Error.
  void run(BatchResult& result);

 private:
  /// A page's text as it is to be written, and the key of it.
  struct Revision {
    ReconciledPage page;
    std::string text_key;
  };
  bool is_up_to_date() const;
  void learn();
  Revision revise(const PageRecord& record) const;
  void reconcile_all(BatchResult& result);
  const Transcription* translation() const;
  void write_pages(const ReconciledFolio* folio, BatchResult& result);
  nlohmann::json write_page(size_t idx, const ReconciledPage* reconciled,
                            const BeforeDecoding& before_decoding);
  std::vector<std::string> stems() const;

  std::vector<PageRecord> pages_;
  const std::optional<Transcription>& transcription_;
  const DigitizeOptions& options_;
  const FolioFacts& facts_;
  PageProducts& products_;
  const std::atomic<bool>& interrupted_;
  std::string exports_key_, folio_key_;
  bool can_read_again_ = false;
  std::string types_key_;  ///< of what the folio teaches
};

}  // namespace folio
