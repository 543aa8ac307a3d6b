#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace folio {

/// A worker's line to the process that gave it its task.
class WorkerLink {
 public:
  explicit WorkerLink(int socket) : socket_(socket) {}
  /// Sends a question and waits for the answer, for as long as it takes. The time does not count against the
  /// task's. Ends the process when nobody is there any more.
  nlohmann::json ask(const nlohmann::json& question);

 private:
  int socket_;
};

/// What a worker does with a task; gives the answer. With {"ends_worker": true} in it no other task is given
/// to this worker: another one takes its place. Must not throw: what it throws ends the worker.
using TaskHandler = std::function<nlohmann::json(const nlohmann::json& task, WorkerLink& link)>;

/// What became of a task, or what its worker wants to know.
struct WorkerEvent {
  enum class Kind : unsigned char {
    nothing,    ///< within the time waited
    answered,   ///< `content` is the handler's answer
    asked,      ///< `content` is a question: answer() it
    died,       ///< the worker ended by itself or was killed: see `signal`, `exit_code`
    timed_out,  ///< it took longer than a task may, and was killed
  };
  Kind kind = Kind::nothing;
  int worker = -1;
  nlohmann::json content;
  int signal = 0;  ///< that ended it; 0 = none
  int exit_code = 0;
};

/// Processes that work for this one, forked from it: they begin with all that it holds in memory, and what
/// becomes of them does not touch it. Each works on one task at a time. They do not outlive this process.
/// This process must have one thread only.
class WorkerPool {
 public:
  using Seconds = std::chrono::duration<double>;

  struct Options {
    int workers = 1;
    Seconds most_for_task{0};  ///< 0 = without limit
    int tasks_a_worker = 500;  ///< then a fresh one takes its place
    /// Called in each worker before its first task. What it throws ends the worker.
    std::function<void()> prepare = nullptr;
  };
  WorkerPool(Options options, TaskHandler handler);
  /// Kills those that are at work.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  bool has_idle() const { return idle() >= 0; }
  bool is_busy() const;
  /// Gives a task to a worker that has none; starts it when need be. Returns the worker's number, from 0.
  /// Throws Error{file_access} where no process can be started.
  int give(const nlohmann::json& task);
  /// The answer to a question.
  void answer(int worker, const nlohmann::json& content);
  /// Waits for the next event, at most this long. Returns early when a signal arrives.
  WorkerEvent wait(Seconds most);
  /// Kills the worker and its task.
  void kill(int worker);
  /// The process of a worker that was given a task.
  pid_t process(int worker) const { return workers_[static_cast<size_t>(worker)].process; }

 private:
  using Clock = std::chrono::steady_clock;
  struct Worker {
    pid_t process = 0;  ///< 0 = none
    int socket = -1;
    bool busy = false;
    bool asking = false;
    int tasks = 0;
    std::string received;     ///< a message's beginning
    Clock::time_point since;  ///< of the time that counts
    Seconds spent{0};         ///< of the task's time before `since`
  };
  int idle() const;
  void start(Worker& worker);
  [[noreturn]] void run_worker(int socket);
  WorkerEvent reap(int number);
  std::optional<WorkerEvent> receive(int number);
  void end(Worker& worker);
  /// Seconds until the first task's time is up; `most` when none comes before.
  Seconds until_limit(Seconds most) const;
  std::optional<WorkerEvent> overdue();

  Options options_;
  TaskHandler handler_;
  std::vector<Worker> workers_;
};

}  // namespace folio
