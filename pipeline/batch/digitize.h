#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/folio_facts.h"
#include "batch/kept_corrections.h"
#include "batch/progress.h"
#include "export/exporter.h"
#include "ingest/inputs.h"
#include "page/reconciled_page.h"
#include "pipeline.h"
#include "recognize/self_adaptation.h"
#include "reconcile/reconcile.h"
#include "transcription/transcription.h"

namespace folio {

struct DigitizeOptions {
  std::filesystem::path output;
  std::string languages = "rus";  ///< Tesseract's names, joined by +
  int jobs = 1;                   ///< pages at a time
  std::uint64_t memory = 0;       ///< bytes that all pages at work may take together; 0 = without limit
  bool debug_images = false;
  PipelineOptions pipeline;
  std::shared_ptr<SelfAdaptation> adaptation;  ///< of this folio, fresh; nullptr = none
  ExportOptions exports;
  ReconcileOptions reconcile;
  FolioFacts facts;  ///< what is known of the folio beforehand
};

struct BatchResult {
  std::vector<PageText> pages;   ///< those done, in order
  std::vector<Error> failures;   ///< in order
  ReconciledFolio folio;         ///< with a transcription
  bool mismatch = false;         ///< the transcription is of another text: the pages are written as read
  CorrectionCounts corrections;  ///< of people, in the products' hOCR
  bool interrupted = false;
};

/// Makes a recognizer for one worker. Throws Error{missing_dependency}.
using RecognizerFactory = std::function<std::unique_ptr<LineRecognizer>()>;

/// Takes all pages of the inputs through all stages and writes their products into the output folder. A page
/// that fails is told to `progress` and ends nothing else. Once all are read, doubtful words are read again
/// by what the folio itself teaches. With a transcription the text products are written once all pages are
/// read. What people corrected in an earlier run's hOCR is kept (KeptCorrections). `interrupted` is looked at
/// between pages: once it is true no further page is begun. Throws Error for what concerns all pages: no
/// recognizer, no output folder.
BatchResult digitize(std::vector<Input> inputs, const std::optional<Transcription>& transcription,
                     const DigitizeOptions& options, const RecognizerFactory& make_recognizer,
                     Progress& progress, const std::atomic<bool>& interrupted);

/// Reconciles pages that an earlier run has read, in their order, with a transcription, and writes their text
/// products anew, with what people corrected in them. `told`: what is known of the folio besides. Throws
/// Error. The result holds the folio only.
BatchResult reconcile_folder(const std::filesystem::path& output, const Transcription& transcription,
                             const ExportOptions& exports, const ReconcileOptions& options = {},
                             const FolioFacts& told = {});

}  // namespace folio
