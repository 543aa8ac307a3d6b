#pragma once

#include <atomic>
#include <filesystem>
#include <vector>

#include "batch/digitize_options.h"
#include "batch/kept_corrections.h"
#include "batch/progress.h"
#include "core/error.h"
#include "export/exporter.h"
#include "review/patch_resolver.h"
#include "review/review_patch.h"

namespace folio {

struct ApplyResult {
  size_t taken = 0;              ///< edits that are in the folder now
  size_t there_already = 0;      ///< edits that were in it before
  size_t pages = 0;              ///< whose products were written anew
  bool has_folio_texts = false;  ///< texts of the whole folio lie there, from before
  std::vector<PatchConflict> conflicts;
  std::vector<Error> failures;  ///< pages that could not be done
  CorrectionCounts corrections;
  bool interrupted = false;
};

/// Takes the edits of a review page into an output folder, as corrections that stand over every later run
/// (KeptCorrections), and writes the products anew of pages that change, in worker processes, with the
/// exports of the options and the formats that lie there already. What people changed in the pages' hOCR
/// meanwhile is taken in first. What does not fit the pages any more is given back. Holds the folder's lock.
/// The next digitize() sees that products were written outside of it, and writes them, and the texts of the
/// whole folio, once more with its own options. OUT/notes.tsv lists all notes: page, box, text. Throws
/// Error{input} when the patch names a page that the folder has not: then nothing is done.
ApplyResult apply_patch(const DigitizeOptions& options, const ReviewPatch& patch, Progress& progress,
                        const std::atomic<bool>& interrupted);

}  // namespace folio
