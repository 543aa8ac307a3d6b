#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "batch/digitize_options.h"
#include "batch/progress.h"
#include "core/error.h"

namespace folio {

/// Leaves that are within the page itself; more of them lie in files beside it, and are loaded when shown.
inline constexpr size_t kMostLeavesInPage = 40;

struct ReviewVolumeOptions {
  std::filesystem::path output;  ///< of an earlier run
  std::filesystem::path to;      ///< the page: an HTML file
  std::string language;          ///< "en", "ru"; empty = the browser's
  size_t most_leaves_in_page = kMostLeavesInPage;
  WorkerLimits limits;
};

struct ReviewVolumeResult {
  size_t leaves = 0;
  std::filesystem::path leaves_folder;  ///< where leaves lie as files; empty = in the page
  std::vector<Error> failures;          ///< leaves that the page lacks
  std::vector<Error> without_picture;   ///< leaves whose scan cannot be read
  bool interrupted = false;             ///< then there is no page
};

/// Writes the page in which a person reviews the pages of a folder. Changes nothing in the folder, which
/// need not be one that can be written to. Scans are opened by worker processes. A page that cannot be read
/// is told to `progress` and left out; one whose scan is gone has no picture. Throws Error for what concerns
/// all pages.
ReviewVolumeResult write_review_volume(const ReviewVolumeOptions& options, Progress& progress,
                                       const std::atomic<bool>& interrupted);

}  // namespace folio
