#include "batch/page_workers.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <new>
#include <utility>

#include "batch/page_errors.h"
#include "batch/page_memory.h"
#include "core/logging.h"
#include "core/memory.h"
#include "core/picture_memory.h"
#include "core/temporary_files.h"
#include "foreign/sandbox.h"

namespace folio {

using Json = nlohmann::json;
using Seconds = WorkerPool::Seconds;

namespace {

constexpr int kMostAttempts = 2;
constexpr Seconds kLook{0.25};                  // between looks at whether the user wants to stop
constexpr Seconds kMercy{3};                    // for tasks at work once the user does
constexpr std::uint64_t kLeastPage = 64 << 20;  // bytes
constexpr double kMegabyte = 1 << 20;
// Of a page of the right estimate, what is asked for and not used: 133 to 172 MB on pages of 150 to 600 dpi.
// The fixed part and the share together leave room above that.
constexpr std::uint64_t kUnused = 128 << 20, kUnusedPercent = 30;

std::string name_of_signal(int signal) {
  const char* name = sigabbrev_np(signal);
  return name != nullptr ? fmt::format("SIG{}", name) : fmt::format("signal {}", signal);
}

std::string cause_of(const WorkerEvent& event) {
  return event.signal != 0 ? name_of_signal(event.signal) : fmt::format("exit {}", event.exit_code);
}

std::uint64_t memory_of_program(const DigitizeOptions& options) {
  return options.memory > 0 ? options.memory : usable_memory();
}

/// Bytes of this process itself.
std::uint64_t own_memory() { return resident_bytes() + (32ULL << 20); }

}  // namespace

PageWorkers::PageWorkers(const DigitizeOptions& options, const std::atomic<bool>& interrupted)
    : options_(options), interrupted_(interrupted) {}

void PageWorkers::require_memory() const {
  const std::uint64_t memory = memory_of_program(options_);
  const std::uint64_t least = own_memory() + kBytesPerWorker + kLeastPage;
  if (memory == 0 || memory >= least) return;
  throw Error(
      ErrorCode::arguments,
      fmt::format("--memory {:.0f}M is too little: {:.0f}M are needed at the least",
                  static_cast<double>(memory) / kMegabyte, static_cast<double>(least) / kMegabyte + 1),
      "give it more");
}

/// What is left for pages once this process and its workers have theirs; fewer workers where it is too little
/// for all.
MemoryBudget PageWorkers::budget_of_pages(int& workers) const {
  const std::uint64_t memory = memory_of_program(options_);
  if (memory == 0) return MemoryBudget(0);
  const std::uint64_t own = own_memory();
  const std::uint64_t left = memory > own ? memory - own : 0;
  const std::uint64_t fit = std::max<std::uint64_t>(1, left / (kBytesPerWorker + kLeastPage));
  if (fit < static_cast<std::uint64_t>(workers)) {
    log().warn("--memory suffices for {} of {} --jobs", fit, workers);
    workers = static_cast<int>(fit);
  }
  const std::uint64_t of_workers = kBytesPerWorker * static_cast<std::uint64_t>(workers);
  // Where nothing is left, every page that asks is refused.
  return MemoryBudget(left > of_workers ? left - of_workers : 1);
}

void PageWorkers::run(PageTasks& tasks, const TaskHandler& handler) {
  int workers = std::max(1, options_.jobs);
  budget_ = budget_of_pages(workers);
  at_work_.clear();
  const auto confine = [&] {
    confine_writes(options_.output);
    deny_network_and_programs();
  };
  WorkerPool pool(
      {.workers = workers, .most_for_task = Seconds(options_.page_time_limit), .prepare = confine}, handler);
  while (true) {
    while (!interrupted_ && pool.has_idle()) {
      const std::optional<Json> task = tasks.next();
      if (!task) break;
      const int worker = pool.give(*task);
      at_work_[worker] = {pool.process(worker), 0};
      tasks.given(worker);
    }
    if (at_work_.empty()) return;
    if (interrupted_) return stop(tasks, pool);
    handle(pool.wait(kLook), tasks, pool);
  }
}

/// Lets what is nearly done be finished, and kills the rest.
void PageWorkers::stop(PageTasks& tasks, WorkerPool& pool) {
  const auto end = std::chrono::steady_clock::now() + kMercy;
  while (!at_work_.empty()) {
    const Seconds left = end - std::chrono::steady_clock::now();
    if (left.count() <= 0) break;
    handle(pool.wait(std::min(left, kLook)), tasks, pool);
  }
  for (const auto& [worker, at_work] : at_work_) pool.kill(worker);
  for (const auto& [worker, at_work] : at_work_) remove_half_written(options_.output, at_work.process);
  at_work_.clear();
}

void PageWorkers::handle(const WorkerEvent& event, PageTasks& tasks, WorkerPool& pool) {
  if (event.kind == WorkerEvent::Kind::nothing) return;
  if (event.kind == WorkerEvent::Kind::asked) return take_question(event, tasks, pool);
  const AtWork ended = at_work_.at(event.worker);
  at_work_.erase(event.worker);
  budget_.give_back(event.worker);
  if (event.kind != WorkerEvent::Kind::answered) {
    remove_half_written(options_.output, ended.process);
    if (event.kind == WorkerEvent::Kind::died) log().debug("a worker died: {}", cause_of(event));
  }
  tasks.ended(event, ended.memory);
  for (int worker = budget_.next(); worker >= 0; worker = budget_.next())
    pool.answer(worker, {{"granted", budget_.share_of(worker)}});
}

void PageWorkers::take_question(const WorkerEvent& event, PageTasks& tasks, WorkerPool& pool) {
  if (!event.content.contains("need"))
    return pool.answer(event.worker, tasks.answer_to(event.worker, event.content));
  const auto need = event.content.at("need").get<std::uint64_t>();
  at_work_.at(event.worker).memory = need;
  budget_.give_back(event.worker);  // of the file's page before
  switch (budget_.ask(event.worker, need)) {
    case MemoryBudget::Verdict::granted:
      return pool.answer(event.worker, {{"granted", budget_.limit() == 0 ? 0 : need}});
    case MemoryBudget::Verdict::refused:
      return pool.answer(event.worker, {{"refused", true}});
    case MemoryBudget::Verdict::later:
      return;
  }
}

NumberedTasks::NumberedTasks(size_t count, double page_time_limit, Listener listener)
    : attempts_(count), page_time_limit_(page_time_limit), listener_(std::move(listener)) {
  for (size_t task = 0; task < count; ++task) left_.push_back(task);
}

std::optional<Json> NumberedTasks::next() {
  if (left_.empty()) return std::nullopt;
  return Json{{"task", left_.front()}};
}

void NumberedTasks::given(int worker) {
  at_work_[worker] = left_.front();
  left_.pop_front();
}

Json NumberedTasks::answer_to(int /*worker*/, const Json& /*question*/) { return Json::object(); }

void NumberedTasks::ended(const WorkerEvent& event, std::uint64_t /*memory*/) {
  const size_t task = at_work_.at(event.worker);
  at_work_.erase(event.worker);
  if (event.kind == WorkerEvent::Kind::died && ++attempts_[task] < kMostAttempts)
    left_.push_front(task);
  else if (event.kind != WorkerEvent::Kind::answered)
    listener_.failed(task, error_of_death(event, page_time_limit_));
  else if (event.content.contains("failed"))
    listener_.failed(task, error_from(event.content.at("failed")));
  else
    listener_.done(task, event.content);
}

bool ask_for_memory(WorkerLink& link, std::uint64_t need) {
  const Json granted = link.ask({{"need", need}});
  if (granted.contains("refused")) return false;
  // The system counts what was asked for, used or not. This is only to keep a wrong estimate from taking the
  // machine.
  const auto share = granted.at("granted").get<std::uint64_t>();
  limit_further_memory(share == 0 ? 0 : share + share * kUnusedPercent / 100 + kUnused);
  return true;
}

void give_memory_back() {
  drop_freed_pictures();
  return_free_memory();
  limit_further_memory(0);
}

Error too_little_memory(std::uint64_t need) {
  return {ErrorCode::input,
          fmt::format("does not fit into memory: about {:.0f} MB are needed",
                      static_cast<double>(need) / kMegabyte),
          "give it more with --memory and fewer --jobs, or scan at a lower resolution"};
}

bool is_for_memory(const std::exception& exception) {
  if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) return true;
  const auto* failure = dynamic_cast<const cv::Exception*>(&exception);
  return failure != nullptr && failure->code == cv::Error::StsNoMem;
}

MemoryAsker::~MemoryAsker() {
  if (need_ > 0) give_memory_back();
}

BeforeDecoding MemoryAsker::before_decoding() {
  return [this](const ImageHeader& header) {
    need_ = memory_need(header, with_pdf_);
    if (!ask_for_memory(link_, need_)) throw too_little_memory(need_);
  };
}

Json MemoryAsker::failure(const std::exception& exception) const {
  Json answer{{"failed", json_of(error_of(exception))}};
  if (is_for_memory(exception)) answer["ends_worker"] = true;
  return answer;
}

Error MemoryAsker::error_of(const std::exception& exception) const {
  return need_ > 0 && is_for_memory(exception) ? too_little_memory(need_) : as_error(exception);
}

Error error_of_death(const WorkerEvent& event, double page_time_limit) {
  if (event.kind == WorkerEvent::Kind::timed_out) {
    return {ErrorCode::input, fmt::format("took longer than {} seconds", page_time_limit),
            "allow more with --page-time-limit"};
  }
  if (event.signal == SIGKILL) {
    return {ErrorCode::input, "its worker was killed twice",
            "is there memory enough? try fewer --jobs, or --memory"};
  }
  return {ErrorCode::input, fmt::format("its worker crashed twice ({})", cause_of(event)),
          "the image may be damaged on purpose; if it is sound, please report it"};
}

void run_numbered_tasks(const DigitizeOptions& options, const std::atomic<bool>& interrupted, size_t count,
                        NumberedTasks::Listener listener,
                        const std::function<Json(size_t task, MemoryAsker& memory)>& work) {
  NumberedTasks tasks(count, options.page_time_limit, std::move(listener));
  PageWorkers(options, interrupted).run(tasks, [&](const Json& task, WorkerLink& link) -> Json {
    MemoryAsker memory(link, options.exports.pdf);
    try {
      return work(task.at("task").get<size_t>(), memory);
    } catch (const std::exception& exception) {
      return memory.failure(exception);
    }
  });
}

}  // namespace folio
