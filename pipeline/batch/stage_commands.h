#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "batch/digitize.h"

namespace folio {

/// The stages one by one, each from what the one before it left in the output folder: so that a user can stop
/// after any, look, and go on. Together they give the products of digitize().
///
/// `stage` is "deskew", "segment", "separate", "recognize" or "export". A page that fails is told to
/// `progress` and ends nothing else. Throws Error for what concerns all pages.
BatchResult run_stage(const std::string& stage, const DigitizeOptions& options,
                      const RecognizerFactory& make_recognizer, Progress& progress,
                      const std::atomic<bool>& interrupted);

/// Reads the inputs and leaves what the first stage needs: origin, size and resolution of each page. The
/// pixels stay in their files.
BatchResult run_ingest(std::vector<Input> inputs, const DigitizeOptions& options, Progress& progress,
                       const std::atomic<bool>& interrupted);

}  // namespace folio
