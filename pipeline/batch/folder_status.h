#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "batch/journal.h"

namespace folio {

/// How fast a run goes, or went.
struct RunSpeed {
  int pages = 0;                        ///< that it has done; the figures are of these
  std::optional<double> pages_an_hour;  ///< of the last twenty (Pace)
  double seconds_a_page = 0, cpu_seconds_a_page = 0;
  std::uint64_t peak_bytes = 0;  ///< of the worker that took most; 0 = not known
};

/// The last run over a folder, or over a shard of it.
struct RunStatus {
  RunState run;
  std::string shard;            ///< "3-of-8"; empty = the whole folder
  bool is_at_work = false;      ///< its process is alive, on this machine
  bool may_be_at_work = false;  ///< it has not ended, on another machine
  RunSpeed speed;
  std::optional<double> seconds_left;  ///< of one at work that has done a page
};

/// What there is to tell of an output folder.
struct FolderStatus {
  int done = 0;                       ///< pages
  int known = 0;                      ///< done, failed, and those that the runs know of
  std::vector<PageFailure> failures;  ///< by stem
  std::vector<PageSummary> look_at;   ///< done with low confidence or with doubts, the least sure first
  std::vector<RunStatus> runs;        ///< the folder's, then the shards'
  std::int64_t corrections_kept = 0, corrections_unplaced = 0;
  std::vector<std::string> problems;  ///< journals that cannot be read, in words
};

/// A page less sure than this is to be looked at.
inline constexpr double kSurePage = 0.6;

/// Looks at OUT/stages: its journal, those of shards (stages/shards/SHARD.*.sqlite, of which the latest
/// counts), and for pages that none of them knows, their records. A page without a folder of its own is not
/// done, whatever a journal says. Writes nothing. Throws Error{input} where no run left anything.
FolderStatus status_of_folder(const std::filesystem::path& output);

/// Arguments of the last run over the folder, to run them again with `more`, which come last and so win over
/// those of before, and with --retry-failed. Throws Error{input} when no run is known, Error{arguments} for
/// one that cannot be run again: its inputs came from standard input.
struct RetriedRun {
  std::vector<std::string> arguments;  ///< without the program's name
  std::filesystem::path folder;        ///< to be run in
};
RetriedRun last_run_to_retry(const std::filesystem::path& output, const std::vector<std::string>& more);

}  // namespace folio
