#include "batch/read_phase.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <csignal>
#include <cstring>

#include "batch/batch_keys.h"
#include "batch/page_errors.h"
#include "batch/page_memory.h"
#include "batch/page_reader.h"
#include "core/files.h"
#include "core/logging.h"
#include "core/memory.h"
#include "core/temporary_files.h"
#include "foreign/sandbox.h"
#include "ingest/stems.h"

namespace folio {

using Json = nlohmann::json;
using Seconds = WorkerPool::Seconds;

namespace {

constexpr int kMostAttempts = 2;
constexpr Seconds kLook{0.25};           // between looks at whether the user wants to stop
constexpr Seconds kMercy{3};             // for pages at work once the user does
constexpr std::uint64_t kRetryWith = 2;  // times the memory that was not enough

std::string name_of_signal(int signal) {
  const char* name = sigabbrev_np(signal);
  return name != nullptr ? fmt::format("SIG{}", name) : fmt::format("signal {}", signal);
}

}  // namespace

ReadPhase::ReadPhase(const std::vector<Input>& inputs, const DigitizeOptions& options, PageProducts& products,
                     LineRecognizer& recognizer, bool with_text, Journal& journal, Progress& progress,
                     const std::atomic<bool>& interrupted)
    : inputs_(inputs),
      options_(options),
      products_(products),
      recognizer_(recognizer),
      with_text_(with_text),
      journal_(journal),
      progress_(progress),
      interrupted_(interrupted),
      reader_key_(key_of_reader(options.pipeline, recognizer.models())) {}

bool ReadPhase::gave_up() const {
  return options_.max_failures > 0 && static_cast<int>(failed_.size()) >= options_.max_failures;
}

/// What is left for pages once this process and its workers have theirs; fewer workers where it is too little
/// for all.
MemoryBudget ReadPhase::budget_of_pages(int& workers) const {
  constexpr std::uint64_t kLeastPage = 64ULL << 20;  // bytes
  constexpr double kMegabyte = 1 << 20;
  const std::uint64_t memory = options_.memory > 0 ? options_.memory : usable_memory();
  if (memory == 0) return MemoryBudget(0);
  const std::uint64_t own = resident_bytes() + (32ULL << 20);
  if (memory < own + kBytesPerWorker + kLeastPage) {
    throw Error(ErrorCode::arguments,
                fmt::format("--memory {:.0f}M is too little: {:.0f}M are needed at the least",
                            static_cast<double>(memory) / kMegabyte,
                            static_cast<double>(own + kBytesPerWorker + kLeastPage) / kMegabyte + 1),
                "give it more");
  }
  const std::uint64_t fit = (memory - own) / (kBytesPerWorker + kLeastPage);
  if (fit < static_cast<std::uint64_t>(workers)) {
    log().warn("--memory suffices for {} of {} --jobs", fit, workers);
    workers = static_cast<int>(fit);
  }
  return MemoryBudget(memory - own - kBytesPerWorker * static_cast<std::uint64_t>(workers));
}

void ReadPhase::run() {
  int workers = std::max(1, options_.jobs);
  budget_ = budget_of_pages(workers);
  PageReader reader(inputs_, options_, products_, recognizer_, reader_key_, with_text_);
  const auto confine = [&] {
    confine_writes(products_.folder().path());
    deny_network_and_programs();
  };
  WorkerPool pool(
      {.workers = workers, .most_for_task = Seconds(options_.page_time_limit), .prepare = confine},
      [&](const Json& task, WorkerLink& link) { return reader.run(task, link); });
  while (true) {
    while (!interrupted_ && !gave_up() && pool.has_idle()) {
      std::optional<Task> task = next_task();
      if (!kept_untold_.empty()) tell_kept();
      if (!task) break;
      Json message{{"input", task->input}, {"sha256", task->sha256}, {"least_need", task->least_need}};
      if (task->page >= 0) message["page"] = task->page;
      const int worker = pool.give(message);
      task->process = pool.process(worker);
      at_work_[worker] = *std::move(task);
      journal_.set_total(known_total(), kept_);
    }
    if (at_work_.empty()) return;
    if (interrupted_) return stop(pool);
    handle(pool.wait(kLook), pool);
  }
}

/// Lets what is nearly done be finished, and kills the rest.
void ReadPhase::stop(WorkerPool& pool) {
  const auto end = std::chrono::steady_clock::now() + kMercy;
  while (!at_work_.empty()) {
    const Seconds left = end - std::chrono::steady_clock::now();
    if (left.count() <= 0) break;
    handle(pool.wait(std::min(left, kLook)), pool);
    // What was put back to be tried again is not.
  }
  std::vector<pid_t> killed;
  for (const auto& [worker, task] : at_work_) {
    killed.push_back(task.process);
    pool.kill(worker);
  }
  at_work_.clear();
  for (const pid_t process : killed) remove_half_written(products_.folder().path(), process);
}

std::optional<ReadPhase::Task> ReadPhase::next_task() {
  while (true) {
    if (!opened_.empty()) {
      Task task = std::move(opened_.front());
      opened_.pop_front();
      return task;
    }
    if (next_input_ == inputs_.size()) return std::nullopt;
    if (auto task = next_of_inputs()) return task;
    if (interrupted_ || gave_up()) return std::nullopt;
  }
}

/// The next input as a task, where its pages are not known; else they come to `opened_`.
std::optional<ReadPhase::Task> ReadPhase::next_of_inputs() {
  const size_t idx = next_input_++;
  const Input& input = inputs_[idx];
  if (input.problem) {
    Task task;
    task.input = idx;
    fail(task, *input.problem, PageFailure::Kind::error);
    return std::nullopt;
  }
  if (options_.phases == Phases::folio) {
    open_recorded(idx);
    return std::nullopt;
  }
  if (const auto known = journal_.known_file(input.file)) {
    for (Task& task : open_pages(idx, known->page_count, known->sha256)) opened_.push_back(std::move(task));
    return std::nullopt;
  }
  Task task;
  task.input = idx;
  task.stamp = file_stamp(input.file);
  return task;
}

ReadPhase::PageNames ReadPhase::names_of(const Task& task) const {
  return {page_stem(inputs_[task.input].stem, std::max(0, task.page), task.page_count),
          key_of_reading(task.sha256, std::max(0, task.page), reader_key_)};
}

std::vector<ReadPhase::Task> ReadPhase::open_pages(size_t input, int page_count, const std::string& sha256) {
  std::vector<Task> left;
  for (int page = 0; page < page_count; ++page) {
    Task task;
    task.input = input;
    task.page = page;
    task.sha256 = sha256;
    task.page_count = page_count;
    const PageNames names = names_of(task);
    if (keep({input, page}, names) || failed_before({input, page}, names)) continue;
    left.push_back(std::move(task));
  }
  return left;
}

bool ReadPhase::keep(const PagePlace& place, const PageNames& names) {
  const auto folder = products_.folder().store(names.stem).folder();
  std::optional<PageRecord> record = load_page_record(folder);
  if (!record || record->read_key != names.key || !reading_is_there(*record, products_.folder().path()))
    return false;
  if (record->file != inputs_[place.input].file) products_.move_origin(*record, inputs_[place.input].file);
  ++kept_;
  kept_untold_.push_back(place);
  progress_.page_kept(*record, known_total());
  done_.emplace(place, *std::move(record));
  return true;
}

/// All in one: a thousand writes of their own would take a second.
void ReadPhase::tell_kept() {
  journal_.together([&] {
    for (const PagePlace& place : kept_untold_) journal_.page_kept(done_.at(place));
    journal_.set_total(known_total(), kept_);
  });
  kept_untold_.clear();
}

void ReadPhase::open_recorded(size_t input) {
  const std::string& stem = inputs_[input].stem;
  const OutputFolder& folder = products_.folder();
  // Of a file of one page, else of the first pages of it that are there.
  std::optional<PageRecord> any = load_page_record(folder.store(stem).folder());
  constexpr int kMostLookedAt = 1000;
  for (int page = 0; page < kMostLookedAt && !any; ++page)
    any = load_page_record(folder.store(page_stem(stem, page, 2)).folder());
  const int page_count = any ? any->page_count : 1;
  for (int page = 0; page < page_count; ++page) {
    Task task;
    task.input = input;
    task.page = page;
    task.page_count = page_count;
    if (any) task.sha256 = any->image_sha256;
    const PageNames names = names_of(task);
    if (any && keep({input, page}, names)) continue;
    const std::optional<PageFailure> before = journal_.failure(names.stem);
    Error error = before ? before->error
                         : Error(ErrorCode::input, "has not been read with these options",
                                 "read it first, or merge with the options that it was read with");
    if (!before) error.at_file(inputs_[input].file.string());
    failed_.emplace(PagePlace{input, page}, error);
    progress_.page_failed(error, known_total());
  }
}

bool ReadPhase::failed_before(const PagePlace& place, const PageNames& names) {
  if (options_.retry_failed) return false;
  const std::optional<PageFailure> before = journal_.failure(names.stem);
  if (!before || before->key != names.key || before->limits != limits()) return false;
  if (before->kind != PageFailure::Kind::crash && before->kind != PageFailure::Kind::time_limit) return false;
  failed_.emplace(place, before->error);
  progress_.page_failed(before->error, known_total());
  return true;
}

std::string ReadPhase::limits() const { return fmt::format("seconds={};", options_.page_time_limit); }

int ReadPhase::known_total() const {
  return static_cast<int>(done_.size() + failed_.size() + opened_.size() + at_work_.size() +
                          (inputs_.size() - next_input_));
}

void ReadPhase::handle(const WorkerEvent& event, WorkerPool& pool) {
  if (event.kind == WorkerEvent::Kind::nothing) return;
  if (event.kind == WorkerEvent::Kind::asked) return answer_question(event, pool);
  const auto at_work = at_work_.find(event.worker);
  Task task = std::move(at_work->second);
  at_work_.erase(at_work);
  budget_->give_back(event.worker);
  if (event.kind == WorkerEvent::Kind::answered)
    take_answer(std::move(task), event.content);
  else
    take_death(std::move(task), event);
  grant_waiting(pool);
}

void ReadPhase::answer_question(const WorkerEvent& event, WorkerPool& pool) {
  Task& task = at_work_.at(event.worker);
  if (event.content.contains("pages")) {
    const int page_count = event.content.at("pages").get<int>();
    const auto sha256 = event.content.at("sha256").get<std::string>();
    if (task.stamp) journal_.keep_file(inputs_[task.input].file, {sha256, page_count, *task.stamp});
    std::vector<Task> left = open_pages(task.input, page_count, sha256);
    if (left.empty()) return pool.answer(event.worker, Json::object());
    const int attempts = task.attempts;
    const pid_t process = task.process;
    task = left.front();
    task.attempts = attempts;
    task.process = process;
    opened_.insert(opened_.begin(), left.begin() + 1, left.end());
    return pool.answer(event.worker, {{"page", task.page}});
  }
  const auto need = event.content.at("need").get<std::uint64_t>();
  task.need = need;
  switch (budget_->ask(event.worker, need)) {
    case MemoryBudget::Verdict::granted:
      return pool.answer(event.worker, {{"granted", budget_->limit() == 0 ? 0 : need}});
    case MemoryBudget::Verdict::refused:
      return pool.answer(event.worker, {{"refused", true}});
    case MemoryBudget::Verdict::later:
      return;
  }
}

void ReadPhase::grant_waiting(WorkerPool& pool) {
  for (int worker = budget_->next(); worker >= 0; worker = budget_->next())
    pool.answer(worker, {{"granted", budget_->share_of(worker)}});
}

void ReadPhase::take_answer(Task task, const Json& answer) {
  if (answer.contains("nothing")) return;
  if (answer.contains("done")) {
    const auto stem = answer.at("done").get<std::string>();
    std::optional<PageRecord> record = load_page_record(products_.folder().store(stem).folder());
    if (!record) {
      return fail(task,
                  Error(ErrorCode::file_access, "its results are gone", "does another program write there?"),
                  PageFailure::Kind::error);
    }
    journal_.page_done(*record);
    ++read_now_;
    const PageRecord& page =
        done_.emplace(PagePlace{task.input, std::max(0, task.page)}, *std::move(record)).first->second;
    return progress_.page_done(page, known_total());
  }
  const bool for_memory = answer.value("for_memory", false);
  if (for_memory && try_again(task)) return;
  fail(task, error_from(answer.at("failed")),
       for_memory || answer.contains("refused") ? PageFailure::Kind::memory : PageFailure::Kind::error);
}

/// With more memory, where there is any: a page that was given too little may end in any way.
bool ReadPhase::try_again(Task task) {
  if (++task.attempts >= kMostAttempts) return false;
  const std::uint64_t limit = budget_->limit();
  if (limit > 0) task.least_need = std::min(kRetryWith * task.need, limit);
  opened_.push_front(std::move(task));
  return true;
}

void ReadPhase::take_death(Task task, const WorkerEvent& event) {
  remove_half_written(products_.folder().path(), task.process);
  Error error(ErrorCode::input, "", "");
  if (event.kind == WorkerEvent::Kind::timed_out) {
    error = Error(ErrorCode::input, fmt::format("took longer than {} seconds", options_.page_time_limit),
                  "allow more with --page-time-limit");
  } else {
    log().debug("a worker died: {}",
                event.signal != 0 ? name_of_signal(event.signal) : fmt::format("exit {}", event.exit_code));
    if (try_again(task)) return;
    error = event.signal == SIGKILL
                ? Error(ErrorCode::input, "its worker was killed twice",
                        "is there memory enough? try fewer --jobs, or --memory")
                : Error(ErrorCode::input,
                        fmt::format("its worker crashed twice ({})",
                                    event.signal != 0 ? name_of_signal(event.signal)
                                                      : fmt::format("exit {}", event.exit_code)),
                        "the image may be damaged on purpose; if it is sound, please report it");
  }
  error.at_file(inputs_[task.input].file.string());
  if (task.page_count > 1) error.at_page(task.page + 1);
  fail(task, error,
       event.kind == WorkerEvent::Kind::timed_out ? PageFailure::Kind::time_limit
       : event.signal == SIGKILL                  ? PageFailure::Kind::memory
                                                  : PageFailure::Kind::crash);
}

void ReadPhase::fail(const Task& task, Error error, PageFailure::Kind kind) {
  const PageNames names = names_of(task);
  PageFailure failure;
  failure.stem = names.stem;
  failure.file = inputs_[task.input].file;
  failure.page_idx = std::max(0, task.page);
  failure.key = names.key;
  failure.kind = kind;
  failure.error = error;
  failure.limits = limits();
  journal_.page_failed(failure);
  failed_.emplace(PagePlace{task.input, std::max(0, task.page)}, error);
  progress_.page_failed(error, known_total());
}

}  // namespace folio
