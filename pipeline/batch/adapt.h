#pragma once

#include <atomic>
#include <filesystem>

#include "batch/digitize.h"
#include "batch/progress.h"
#include "transcription/transcription.h"

namespace folio {

struct AdaptResult {
  std::vector<Error> failures;  ///< of pages
  size_t pages = 0;             ///< that taught
  bool interrupted = false;
};

/// Reads the pages of an earlier run again, reconciles them with a transcription, and writes to `file` what
/// the types of the machine look like, for `adaptation` of other folios typed on it. `options.adaptation`
/// learns of words whose text and ink are sure (export/pairs/training_lines.h). A page that fails is told to
/// `progress` and left out. Throws Error for what concerns all pages, and Error{input} where too little of
/// the transcription was found on the pages to learn from; nothing is written then, nor when interrupted.
AdaptResult adapt(const DigitizeOptions& options, const Transcription& transcription,
                  const RecognizerFactory& make_recognizer, const std::filesystem::path& file,
                  Progress& progress, const std::atomic<bool>& interrupted);

}  // namespace folio
