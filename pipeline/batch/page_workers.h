#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "batch/digitize_options.h"
#include "batch/memory_budget.h"
#include "batch/worker_pool.h"
#include "core/error.h"
#include "ingest/ingest.h"

namespace folio {

/// What PageWorkers takes its tasks from and tells of them, in its own process.
class PageTasks {
 public:
  virtual ~PageTasks() = default;
  /// The next one; nothing where no further one is to be begun now.
  virtual std::optional<nlohmann::json> next() = 0;
  /// A worker has it. Only now is anything to be remembered of it.
  virtual void given(int worker) = 0;
  /// What a handler asks, other than for memory.
  virtual nlohmann::json answer_to(int worker, const nlohmann::json& question) = 0;
  /// The worker's task has come to an end: answered, died or timed_out. `memory`: bytes that it asked for.
  virtual void ended(const WorkerEvent& event, std::uint64_t memory) = 0;
};

/// Has tasks, most of them a page each, done by worker processes that have given up the network, programs and
/// writing outside the output folder. They share the memory that the program may take: a handler asks for
/// what a page needs (ask_for_memory) before it decodes it.
class PageWorkers {
 public:
  /// All by reference, which must outlive it. Of the options: jobs, memory, page_time_limit, output.
  PageWorkers(const DigitizeOptions& options, const std::atomic<bool>& interrupted);

  /// Throws Error{arguments} where the memory does not suffice for a single worker.
  void require_memory() const;

  /// Returns when no task is left, or once the user has stopped it: then tasks that are nearly done are
  /// finished, the others' workers are killed.
  void run(PageTasks& tasks, const TaskHandler& handler);

  /// Bytes that all tasks together may take; 0 = without limit. Known from run() on.
  std::uint64_t memory_limit() const { return budget_.limit(); }

 private:
  struct AtWork {
    pid_t process = 0;
    std::uint64_t memory = 0;
  };
  MemoryBudget budget_of_pages(int& workers) const;
  void handle(const WorkerEvent& event, PageTasks& tasks, WorkerPool& pool);
  void take_question(const WorkerEvent& event, PageTasks& tasks, WorkerPool& pool);
  void stop(PageTasks& tasks, WorkerPool& pool);

  const DigitizeOptions& options_;
  const std::atomic<bool>& interrupted_;
  MemoryBudget budget_{0};
  std::map<int, AtWork> at_work_;  ///< by worker
};

/// Tasks that are known by a number alone, each tried a second time when its worker dies. The handler gets
/// {"task": 3} and gives its answer, or {"failed": Error}.
class NumberedTasks : public PageTasks {
 public:
  /// Each is called in this process as a task ends, in any order. What they throw ends the run.
  struct Listener {
    std::function<void(size_t task, const nlohmann::json& answer)> done;
    std::function<void(size_t task, const Error& error)> failed;
  };
  NumberedTasks(size_t count, double page_time_limit, Listener listener);

 private:
  std::optional<nlohmann::json> next() override;
  void given(int worker) override;
  nlohmann::json answer_to(int worker, const nlohmann::json& question) override;
  void ended(const WorkerEvent& event, std::uint64_t memory) override;

  std::deque<size_t> left_;
  std::vector<int> attempts_;
  double page_time_limit_;
  Listener listener_;
  std::map<int, size_t> at_work_;  ///< by worker
};

/// Within a handler: asks for what a page needs at its height, and holds the process to it from then on.
/// False where it is more than there is.
bool ask_for_memory(WorkerLink& link, std::uint64_t need);

/// At the end of a task: what was freed goes back to the system, and the process is held to nothing more.
void give_memory_back();

/// Why a page has failed that was not given its memory, or did not get along with it.
Error too_little_memory(std::uint64_t need);
bool is_for_memory(const std::exception& exception);

/// Within a handler, for one task: asks for memory when pixels come to be decoded after all, and gives it
/// back in the end.
class MemoryAsker {
 public:
  /// `link` must outlive it.
  MemoryAsker(WorkerLink& link, bool with_pdf) : link_(link), with_pdf_(with_pdf) {}
  ~MemoryAsker();
  MemoryAsker(const MemoryAsker&) = delete;
  MemoryAsker& operator=(const MemoryAsker&) = delete;

  /// Throws Error{input} where there is not as much. Must not outlive this.
  BeforeDecoding before_decoding();
  /// The answer of a task that has failed. The worker ends where it was for want of memory: whatever was
  /// being made then may be half there, in libraries too.
  nlohmann::json failure(const std::exception& exception) const;
  Error error_of(const std::exception& exception) const;

 private:
  WorkerLink& link_;
  bool with_pdf_;
  std::uint64_t need_ = 0;
};

/// Has PageWorkers do NumberedTasks. `work`, in a worker process, gives a task's answer; what it throws is
/// the task's failure. Of the options those of PageWorkers count, and whether a PDF is drawn.
void run_numbered_tasks(const DigitizeOptions& options, const std::atomic<bool>& interrupted, size_t count,
                        NumberedTasks::Listener listener,
                        const std::function<nlohmann::json(size_t task, MemoryAsker& memory)>& work);

/// Why a page has failed whose worker died, in two attempts, or took too long.
Error error_of_death(const WorkerEvent& event, double page_time_limit);

}  // namespace folio
