#pragma once

#include <array>
#include <atomic>
#include <filesystem>
#include <vector>

#include "batch/digitize_options.h"
#include "batch/progress.h"
#include "export/pairs/training_lines.h"

namespace folio {

enum class PairsFormat : unsigned char {
  lines,  ///< STEM-LINE.png and STEM-LINE.gt.txt a line: tesstrain, kraken, Calamari
  page,   ///< STEM.png and STEM.xml (PAGE) a page
};

struct PairsOptions {
  std::filesystem::path output;  ///< of the run whose lines are taken
  std::filesystem::path to;      ///< folder that is written to; made when missing
  PairsFormat format = PairsFormat::lines;
  bool whole_ink = false;  ///< the scan as it is, not only the ink of the line's own layer
  TrainingRule rule;
  WorkerLimits limits;
};

struct PairsResult {
  std::vector<Error> failures;                 ///< of pages
  size_t lines = 0;                            ///< written
  std::array<size_t, kLineDoubts> left_out{};  ///< by LineDoubt
  bool interrupted = false;
};

/// Writes lines of a reconciled run whose text and ink are sure as pairs to train recognizers with, in worker
/// processes, and `pairs.tsv` that lists them: image, page, layer, line, confidence, text. Lines with
/// any doubt are left out and counted. A page that fails is told to `progress` and ends nothing else. Throws
/// Error{input} when no run left its pages, Error{file_access} when pairs cannot be written.
PairsResult write_training_pairs(const PairsOptions& options, Progress& progress,
                                 const std::atomic<bool>& interrupted);

}  // namespace folio
