#include "batch/read_phase.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <csignal>

#include "batch/batch_keys.h"
#include "batch/page_errors.h"
#include "batch/page_reader.h"
#include "core/files.h"
#include "core/logging.h"
#include "ingest/stems.h"

namespace folio {

using Json = nlohmann::json;
namespace {

constexpr int kMostAttempts = 2;
constexpr std::uint64_t kRetryWith = 2;  // times the memory that was not enough

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
      reader_key_(key_of_reader(options.pipeline, recognizer.models())),
      workers_(options, interrupted) {}

bool ReadPhase::gave_up() const {
  return options_.max_failures > 0 && static_cast<int>(failed_.size()) >= options_.max_failures;
}

void ReadPhase::run() {
  workers_.require_memory();
  PageReader reader(inputs_, options_, products_, recognizer_, reader_key_, with_text_);
  workers_.run(*this, [&](const Json& task, WorkerLink& link) { return reader.run(task, link); });
}

std::optional<Json> ReadPhase::next() {
  if (gave_up()) return std::nullopt;
  coming_ = next_task();
  if (!kept_untold_.empty()) tell_kept();
  if (!coming_) return std::nullopt;
  Json message{{"input", coming_->input}, {"sha256", coming_->sha256}, {"least_need", coming_->least_need}};
  if (coming_->page >= 0) message["page"] = coming_->page;
  return message;
}

void ReadPhase::given(int worker) {
  at_work_[worker] = *std::move(coming_);
  coming_.reset();
  journal_.set_total(known_total(), kept_);
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
                          (coming_ ? 1 : 0) + (inputs_.size() - next_input_));
}

/// Of a file's pages, once they are counted, which is to be read first.
Json ReadPhase::answer_to(int worker, const Json& question) {
  Task& task = at_work_.at(worker);
  const int page_count = question.at("pages").get<int>();
  const auto sha256 = question.at("sha256").get<std::string>();
  if (task.stamp) journal_.keep_file(inputs_[task.input].file, {sha256, page_count, *task.stamp});
  std::vector<Task> left = open_pages(task.input, page_count, sha256);
  if (left.empty()) return Json::object();
  left.front().attempts = task.attempts;
  task = left.front();
  opened_.insert(opened_.begin(), left.begin() + 1, left.end());
  return {{"page", task.page}};
}

void ReadPhase::ended(const WorkerEvent& event, std::uint64_t memory) {
  const auto at_work = at_work_.find(event.worker);
  Task task = std::move(at_work->second);
  at_work_.erase(at_work);
  if (event.kind == WorkerEvent::Kind::answered)
    take_answer(std::move(task), event.content, memory);
  else
    take_death(std::move(task), event, memory);
}

void ReadPhase::take_answer(Task task, const Json& answer, std::uint64_t memory) {
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
  if (for_memory && try_again(task, memory)) return;
  fail(task, error_from(answer.at("failed")),
       for_memory || answer.contains("refused") ? PageFailure::Kind::memory : PageFailure::Kind::error);
}

/// With more memory, where there is any: a page that was given too little may end in any way.
bool ReadPhase::try_again(Task task, std::uint64_t memory) {
  if (++task.attempts >= kMostAttempts) return false;
  const std::uint64_t limit = workers_.memory_limit();
  log().info("{}: once more, with more than {} MB", inputs_[task.input].file.string(), memory >> 20);
  if (limit > 0) task.least_need = std::min(kRetryWith * memory, limit);
  opened_.push_front(std::move(task));
  return true;
}

void ReadPhase::take_death(Task task, const WorkerEvent& event, std::uint64_t memory) {
  const bool is_late = event.kind == WorkerEvent::Kind::timed_out;
  if (!is_late && try_again(task, memory)) return;
  Error error = error_of_death(event, options_.page_time_limit);
  error.at_file(inputs_[task.input].file.string());
  if (task.page_count > 1) error.at_page(task.page + 1);
  fail(task, error,
       is_late                   ? PageFailure::Kind::time_limit
       : event.signal == SIGKILL ? PageFailure::Kind::memory
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
