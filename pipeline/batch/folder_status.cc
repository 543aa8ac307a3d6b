#include "batch/folder_status.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "batch/pace.h"
#include "batch/page_record.h"
#include "core/error.h"
#include "core/processes.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

RunSpeed speed_of(const std::vector<PageSummary>& pages, const RunState& run) {
  RunSpeed speed;
  std::vector<double> times;
  for (const PageSummary& page : pages) {
    if (page.run != run.id) continue;
    ++speed.pages;
    speed.seconds_a_page += page.seconds;
    speed.cpu_seconds_a_page += page.cpu_seconds;
    speed.peak_bytes = std::max(speed.peak_bytes, page.peak_bytes);
    times.push_back(page.done);
  }
  if (speed.pages == 0) return speed;
  speed.seconds_a_page /= speed.pages;
  speed.cpu_seconds_a_page /= speed.pages;
  std::ranges::sort(times);
  Pace pace(std::min(run.started, times.front()));
  for (const double time : times) pace.page_ended(time);
  speed.pages_an_hour = pace.pages_an_hour();
  return speed;
}

/// Gathers what the journals and the pages' own folders tell.
class Gatherer {
 public:
  explicit Gatherer(fs::path output) : output_(std::move(output)), stages_(output_ / "stages") {}

  FolderStatus gather() {
    read_journals();
    look_at_folders();
    FolderStatus& status = status_;
    for (auto& [stem, failure] : failures_)
      if (!pages_.contains(stem)) status.failures.push_back(std::move(failure));
    for (auto& [stem, page] : pages_) {
      ++status.done;
      status.corrections_kept += page.corrections_kept;
      status.corrections_unplaced += page.corrections_unplaced;
      const bool is_unsure = page.words > 0 && page.confidence < kSurePage;
      if (is_unsure || !page.doubts.empty()) status.look_at.push_back(std::move(page));
    }
    std::ranges::stable_sort(status.look_at, {}, &PageSummary::confidence);
    int known = 0;
    for (const RunStatus& run : status.runs)
      if (run.shard.empty() == status.runs.front().shard.empty()) known += run.run.pages_known;
    status.known = std::max(known, status.done + static_cast<int>(status.failures.size()));
    if (status.known == 0 && status.runs.empty())
      throw Error(ErrorCode::input, "no run left anything here", "is it the folder of an earlier run?")
          .at_file(output_.string());
    return std::move(status_);
  }

 private:
  void read_journals() {
    std::error_code failure;
    if (fs::exists(stages_ / "journal.sqlite", failure)) read_journal(stages_ / "journal.sqlite", "");
    std::vector<fs::path> shards;
    for (fs::directory_iterator entry(stages_ / "shards", failure), end; !failure && entry != end;
         entry.increment(failure))
      if (entry->path().extension() == ".sqlite") shards.push_back(entry->path());
    std::ranges::sort(shards);
    for (const fs::path& file : shards) {
      const std::string name = file.filename().string();
      read_journal(file, name.substr(0, name.find('.')));
    }
  }

  void read_journal(const fs::path& file, const std::string& shard) {
    try {
      Journal journal = Journal::open_to_read(file);
      const std::optional<RunState> run = journal.last_run();
      std::vector<PageSummary> pages = journal.pages();
      std::vector<PageFailure> failures = journal.failures();
      if (run) add_run(*run, shard, pages, failures.size());
      for (PageSummary& page : pages) pages_.insert_or_assign(page.stem, std::move(page));
      for (PageFailure& failed : failures) failures_.insert_or_assign(failed.stem, std::move(failed));
    } catch (const Error& error) {
      status_.problems.push_back(error.message());
    }
  }

  void add_run(const RunState& run, const std::string& shard, const std::vector<PageSummary>& pages,
               size_t failures) {
    RunStatus status{run, shard, false, false, speed_of(pages, run), std::nullopt};
    const bool is_here = run.host == host_name();
    status.is_at_work =
        run.ended == 0 && is_here && is_running_since(static_cast<pid_t>(run.process), run.started);
    status.may_be_at_work = run.ended == 0 && !is_here;
    const int left = run.pages_known - run.pages_kept - status.speed.pages - static_cast<int>(failures);
    if ((status.is_at_work || status.may_be_at_work) && status.speed.pages_an_hour)
      status.seconds_left = std::max(0, left) * 3600.0 / *status.speed.pages_an_hour;
    const auto before = std::ranges::find(status_.runs, shard, &RunStatus::shard);
    if (before == status_.runs.end())
      status_.runs.push_back(std::move(status));
    else if (before->run.started < run.started)  // a later attempt at the same shard
      *before = std::move(status);
  }

  /// Outputs are the truth: each page has a folder, and what no journal knows tells of itself.
  void look_at_folders() {
    std::map<std::string, PageSummary> known = std::exchange(pages_, {});
    std::error_code failure;
    for (fs::directory_iterator entry(stages_, failure), end; !failure && entry != end;
         entry.increment(failure)) {
      const std::string stem = entry->path().filename().string();
      if (const auto page = known.find(stem); page != known.end()) {
        pages_.insert(known.extract(page));
      } else if (!failures_.contains(stem)) {
        const std::optional<PageRecord> record = load_page_record(entry->path());
        if (record && record->stem == stem) pages_.emplace(stem, summary_of(*record));
      }
    }
  }

  fs::path output_, stages_;
  FolderStatus status_;
  std::map<std::string, PageSummary> pages_;
  std::map<std::string, PageFailure> failures_;
};

}  // namespace

FolderStatus status_of_folder(const fs::path& output) { return Gatherer(output).gather(); }

RetriedRun last_run_to_retry(const fs::path& output, const std::vector<std::string>& more) {
  const auto fail = [&](ErrorCode code, const std::string& problem) {
    Error error(code, problem, "run folio digitize again, with --retry-failed");
    error.at_file(output.string());
    return error;
  };
  const fs::path file = output / "stages" / "journal.sqlite";
  std::error_code ignored;
  if (!fs::exists(file, ignored)) throw fail(ErrorCode::input, "no run is known that could be tried again");
  const std::optional<RunState> run = Journal::open_to_read(file).last_run();
  if (!run || run->arguments.empty())
    throw fail(ErrorCode::input, "no run is known that could be tried again");
  RetriedRun out{run->arguments, run->folder};
  if (std::ranges::find(out.arguments, "-") != out.arguments.end())
    throw fail(ErrorCode::arguments, "the list of inputs came from standard input and is not kept");
  // Behind "--" everything is an input.
  auto end = std::ranges::find(out.arguments, "--");
  end = out.arguments.insert(end, more.begin(), more.end());
  if (std::ranges::find(out.arguments, "--retry-failed") == out.arguments.end())
    out.arguments.insert(end, "--retry-failed");
  return out;
}

}  // namespace folio
