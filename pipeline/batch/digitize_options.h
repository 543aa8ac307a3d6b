#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/folio_facts.h"
#include "export/exporter.h"
#include "pipeline.h"
#include "recognize/line_recognizer.h"
#include "recognize/self_adaptation.h"
#include "reconcile/reconcile.h"
#include "transcription/transcription.h"

namespace folio {

/// Which steps of digitizing are taken.
enum class Phases : unsigned char {
  all,
  read,   ///< each page by itself; what needs all pages of the folio is left for later
  folio,  ///< what needs all pages; those that are not read yet are failures
};

/// A translation to be put beside the folio's text.
struct GivenTranslation {
  std::shared_ptr<const Transcription>
      text;                     ///< null = that of the transcription's own record, if it has one
  std::string language = "en";  ///< BCP 47
};

/// What worker processes may take.
struct WorkerLimits {
  int jobs = 1;                ///< pages at a time
  std::uint64_t memory = 0;    ///< bytes that the program may take in all; 0 = usable_memory()
  double page_time_limit = 0;  ///< seconds that a page may take; 0 = without limit
};

struct DigitizeOptions : WorkerLimits {
  std::filesystem::path output;
  std::string languages = "rus";  ///< Tesseract's names, joined by +
  int max_failures = 0;           ///< pages that may fail before no further one is begun; 0 = without limit
  bool retry_failed = false;      ///< pages whose worker crashed or ran out of time are tried again, too
  Phases phases = Phases::all;
  std::string shard;  ///< "3-of-8" where others work in the output folder at the same time; else empty
  std::vector<std::string> command_line;  ///< for the journal: what a later `folio retry` runs again
  bool debug_images = false;
  /// Each page is kept between its stages, too, for runs with other options of later ones. They are taken up
  /// wherever they are there, unless pictures of the stages are asked for.
  bool keep_stages = false;
  PipelineOptions pipeline;
  std::shared_ptr<SelfAdaptation> adaptation;  ///< of this folio, fresh; nullptr = none
  ExportOptions exports;
  ReconcileOptions reconcile;
  GivenTranslation translation;
  FolioFacts facts;  ///< what is known of the folio beforehand
};

/// Makes a recognizer for one worker. Throws Error{missing_dependency}.
using RecognizerFactory = std::function<std::unique_ptr<LineRecognizer>()>;

}  // namespace folio
