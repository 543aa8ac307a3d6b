#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <vector>

#include "batch/digitize_options.h"
#include "batch/kept_corrections.h"
#include "batch/output_folder.h"
#include "batch/page_record.h"
#include "batch/progress.h"
#include "ingest/inputs.h"
#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

struct BatchResult {
  std::vector<PageRecord> pages;  ///< those done, in order
  std::vector<Error> failures;    ///< in order
  int read_now = 0;               ///< pages that this run has read itself
  bool was_finished = false;      ///< an earlier run had done all of it
  bool gave_up = false;           ///< stopped by DigitizeOptions::max_failures
  ReconciledFolio folio;          ///< with a transcription, where this run has reconciled
  bool mismatch = false;          ///< the transcription is of another text: the pages are written as read
  std::optional<double> match;    ///< ReconciledFolio::match
  LedgerCounts ledger;            ///< with a transcription
  CorrectionCounts corrections;   ///< of people, in the products' hOCR
  bool interrupted = false;
};

/// Words of the transcription and of the pages that were and were not put together.
LedgerCounts counts_of(const ReconciledFolio& folio);

/// Takes all pages of the inputs through all stages and writes their products into the output folder, in
/// worker processes (ReadPhase, FolioPhase). What an earlier run has done already, from the same bytes and
/// with the same options, stands. A page that fails is told to `progress` and ends nothing else. What people
/// corrected in an earlier run's hOCR is kept (KeptCorrections). Once `interrupted` is true no further page
/// is begun, and pages at work have three seconds to be finished. Throws Error for what concerns all pages:
/// no recognizer, no output folder.
BatchResult digitize(const std::vector<Input>& inputs, const std::optional<Transcription>& transcription,
                     const DigitizeOptions& options, const RecognizerFactory& make_recognizer,
                     Progress& progress, const std::atomic<bool>& interrupted);

/// Reconciles pages that an earlier run has read, in their order, with a transcription, and writes their text
/// products anew, with what people corrected in them, in worker processes. A page that fails is told to
/// `progress` and ends nothing else. Throws Error for what concerns all pages. Of the options: those of
/// PageWorkers, exports, reconcile, translation, facts.
BatchResult reconcile_folder(const DigitizeOptions& options, const Transcription& transcription,
                             Progress& progress, const std::atomic<bool>& interrupted);

}  // namespace folio
