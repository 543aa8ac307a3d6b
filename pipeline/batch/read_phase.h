#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "batch/digitize_options.h"
#include "batch/journal.h"
#include "batch/page_products.h"
#include "batch/page_record.h"
#include "batch/page_workers.h"
#include "batch/progress.h"
#include "ingest/inputs.h"

namespace folio {

/// A page's place among all: of its input, and within that.
struct PagePlace {
  size_t input = 0;
  int page = 0;
  auto operator<=>(const PagePlace&) const = default;
};

/// The first half of digitizing: each page by itself, in worker processes. Pages that an earlier run has read
/// from the same bytes with the same options are kept. A page whose worker dies is tried once more, then it
/// has failed; one that takes too long has failed at once. Failures are told to `progress` and end nothing.
class ReadPhase : private PageTasks {
 public:
  /// All by reference, which must outlive it.
  ReadPhase(const std::vector<Input>& inputs, const DigitizeOptions& options, PageProducts& products,
            LineRecognizer& recognizer, bool with_text, Journal& journal, Progress& progress,
            const std::atomic<bool>& interrupted);

  /// Returns when all pages are read, or no more are to be. Throws Error{arguments} where the memory does not
  /// suffice for a single worker.
  void run();

  /// Of the pages that are done, by their place.
  const std::map<PagePlace, PageRecord>& done() const { return done_; }
  const std::map<PagePlace, Error>& failed() const { return failed_; }
  /// Pages that this run has read itself.
  int read_now() const { return read_now_; }
  /// No further page was begun for the sake of DigitizeOptions::max_failures.
  bool gave_up() const;

 private:
  struct Task {
    size_t input = 0;
    int page = -1;  ///< -1 = its file's pages are not counted yet
    std::string sha256;
    int page_count = 1;
    std::optional<FileStamp> stamp;  ///< taken before the file is opened
    std::uint64_t least_need = 0;    ///< bytes
    int attempts = 0;
  };
  struct PageNames {
    std::string stem, key;
  };

  std::optional<Task> next_task();
  std::optional<Task> next_of_inputs();
  /// Sorts the pages of a file into those that are done, those that failed before, and those to be read.
  std::vector<Task> open_pages(size_t input, int page_count, const std::string& sha256);
  bool keep(const PagePlace& place, const PageNames& names);
  bool failed_before(const PagePlace& place, const PageNames& names);
  PageNames names_of(const Task& task) const;

  /// A file's pages as an earlier run has left them, without looking at the file.
  void open_recorded(size_t input);

  void tell_kept();
  std::optional<nlohmann::json> next() override;
  void given(int worker) override;
  nlohmann::json answer_to(int worker, const nlohmann::json& question) override;
  void ended(const WorkerEvent& event, std::uint64_t memory) override;
  void take_answer(Task task, const nlohmann::json& answer, std::uint64_t memory);
  bool try_again(Task task, std::uint64_t memory);
  void take_death(Task task, const WorkerEvent& event, std::uint64_t memory);
  void fail(const Task& task, Error error, PageFailure::Kind kind);
  int known_total() const;
  std::string limits() const;

  const std::vector<Input>& inputs_;
  const DigitizeOptions& options_;
  PageProducts& products_;
  LineRecognizer& recognizer_;
  bool with_text_;
  Journal& journal_;
  Progress& progress_;
  const std::atomic<bool>& interrupted_;
  std::string reader_key_;
  PageWorkers workers_;

  size_t next_input_ = 0;
  std::deque<Task> opened_;      ///< pages of files whose pages are counted
  std::optional<Task> coming_;   ///< what next() gave last
  std::map<int, Task> at_work_;  ///< by worker
  std::map<PagePlace, PageRecord> done_;
  std::map<PagePlace, Error> failed_;
  int read_now_ = 0, kept_ = 0;
  std::vector<PagePlace> kept_untold_;  ///< to the journal
};

}  // namespace folio
