#include "batch/journal.h"

#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <system_error>
#include <utility>

#include "batch/journal_tables.h"
#include "core/logging.h"
#include "core/processes.h"
#include "core/text.h"
#include "core/version.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kCoarsestClock = 2 * kSecond;       // FAT's
constexpr std::uintmax_t kMostBytesChecked = 32ULL << 20;  // a tenth of a second or so

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * kSecond + time.tv_nsec; }

std::int64_t now_ns() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

double now_seconds() { return static_cast<double>(now_ns()) / kSecond; }

/// A file's name that holds wherever the program is started.
std::string name_of_file(const fs::path& file) { return fs::absolute(file).lexically_normal().string(); }

fs::path with_ending(fs::path file, const std::string& ending) { return file += ending; }

Error cannot_be_written(const fs::path& file, const std::string& why) {
  Error error(ErrorCode::file_access, "cannot be written (" + why + ")",
              "check that the folder may be written to and has space");
  error.at_file(file.string());
  return error;
}

std::string reason_of(const SqliteFailure& failure) {
  switch (failure.kind()) {
    case SqliteFailure::Kind::full:
      return fmt::format("no space left, or a limit on files: {}", failure.what());
    case SqliteFailure::Kind::read_only:
      return fmt::format("may only be read: {}", failure.what());
    case SqliteFailure::Kind::damaged:
    case SqliteFailure::Kind::other:
      break;
  }
  return failure.what();
}

}  // namespace

std::string_view name_of(PageFailure::Kind kind) {
  switch (kind) {
    case PageFailure::Kind::error:
      return "error";
    case PageFailure::Kind::crash:
      return "crash";
    case PageFailure::Kind::time_limit:
      return "time_limit";
    case PageFailure::Kind::memory:
      return "memory";
  }
  assert(false);
  return "";
}

std::optional<FileStamp> file_stamp(const fs::path& file) {
  struct stat status = {};
  const std::int64_t now = now_ns();
  if (stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileStamp{static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
                   nanoseconds(status.st_ctim), status.st_ino, now};
}

PageSummary summary_of(const PageRecord& record) {
  PageSummary page;
  page.stem = record.stem;
  page.words = record.words;
  page.confidence = record.confidence;
  page.doubts = record.doubts;
  page.seconds = record.seconds;
  page.cpu_seconds = record.cpu_seconds;
  page.peak_bytes = record.peak_bytes;
  page.corrections_kept = static_cast<std::int64_t>(record.corrections.kept);
  page.corrections_unplaced = static_cast<std::int64_t>(record.corrections.unplaced);
  return page;
}

Journal::Journal(fs::path file, Access access) : file_(std::move(file)), access_(access) {}
Journal::~Journal() = default;
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;

Journal::Journal(fs::path file) : Journal(std::move(file), Access::write) {
  std::error_code failure;
  if (file_.has_parent_path()) fs::create_directories(file_.parent_path(), failure);
  if (failure) throw cannot_be_written(file_, failure.message());
  try {
    try {
      open_to_write();
    } catch (const SqliteFailure& problem) {
      if (problem.kind() != SqliteFailure::Kind::damaged) throw;
      move_aside(problem.what());
      open_to_write();
    }
  } catch (const SqliteFailure& problem) {
    throw cannot_be_written(file_, reason_of(problem));
  }
}

void Journal::open_to_write() {
  std::error_code ignored;
  const fs::file_status status = fs::symlink_status(file_, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status))
    throw SqliteFailure(SqliteFailure::Kind::damaged, "is no regular file");
  database_ = std::make_unique<SqliteDatabase>(file_, SqliteDatabase::Access::read_write);
  if (database_->integer_of("SELECT count(*) FROM sqlite_master") == 0) {
    make_journal_tables(*database_);
    is_new_ = true;
  } else if (!has_journal_tables(*database_)) {
    throw SqliteFailure(SqliteFailure::Kind::damaged, "is no journal of this version of folio");
  } else if (fs::file_size(file_, ignored) <= kMostBytesChecked) {
    SqliteStatement check = database_->prepare("PRAGMA quick_check(1)");
    if (!check.next() || check.text(0) != "ok")
      throw SqliteFailure(SqliteFailure::Kind::damaged, "is damaged: " + check.text(0));
  }
}

void Journal::move_aside(const std::string& why) {
  database_.reset();
  fs::path aside;
  std::error_code failure;
  for (int n = 1; aside.empty() || fs::exists(fs::symlink_status(aside, failure)); ++n)
    aside = with_ending(file_, n == 1 ? ".damaged" : fmt::format(".damaged{}", n));
  log().error("{}", escape_control_characters(fmt::format(
                        "{}: {}; it is kept as {}, and a journal is made anew from what the pages tell",
                        file_.string(), why, aside.filename().string())));
  fs::rename(file_, aside, failure);
  if (failure) throw cannot_be_written(file_, failure.message());
  // What was to be taken back belongs to that file: to a new one it would be poison.
  fs::rename(with_ending(file_, "-journal"), with_ending(aside, "-journal"), failure);
}

Journal Journal::open_to_read(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) throw Error(ErrorCode::input, "there is no journal").at_file(file.string());
  Journal journal(file, Access::read);
  journal.guarded([&] {
    journal.database_ = std::make_unique<SqliteDatabase>(file, SqliteDatabase::Access::read_only);
    if (!has_journal_tables(*journal.database_))
      throw SqliteFailure(SqliteFailure::Kind::damaged, "is no journal of this version of folio");
  });
  return journal;
}

void Journal::guarded(const std::function<void()>& work) {
  if (is_together_) return work();
  try {
    try {
      if (access_ == Access::write && !database_) open_to_write();
      return work();
    } catch (const SqliteFailure& failure) {
      if (access_ == Access::read)
        throw Error(ErrorCode::input, std::string("cannot be read as a journal: ") + failure.what(),
                    "remove it: a run makes it anew from what the pages tell")
            .at_file(file_.string());
      if (failure.kind() != SqliteFailure::Kind::damaged) throw;
      move_aside(failure.what());
    }
    open_to_write();
    if (run_) insert_run();
    work();
  } catch (const SqliteFailure& failure) {
    if (!has_warned_)
      log().error("{}", escape_control_characters(
                            fmt::format("{}: cannot be written ({}); the batch goes on without it",
                                        file_.string(), reason_of(failure))));
    has_warned_ = true;
  } catch (const Error& error) {
    if (access_ == Access::read) throw;
    if (!has_warned_) log().error("{}; the batch goes on without it", error.message());
    has_warned_ = true;
  }
}

void Journal::together(const std::function<void()>& work) {
  assert(access_ == Access::write);
  if (is_together_) return work();
  guarded([&] {
    SqliteTransaction transaction(*database_);
    is_together_ = true;
    try {
      work();
    } catch (...) {
      is_together_ = false;
      throw;
    }
    is_together_ = false;
    transaction.commit();
  });
}

std::optional<KnownFile> Journal::known_file(const fs::path& file) {
  const std::optional<FileStamp> now = file_stamp(file);
  std::optional<KnownFile> known;
  if (!now) return known;
  guarded([&] {
    SqliteStatement row = database_->prepare(
        "SELECT sha256, page_count, taken_ns FROM files WHERE file = ? AND bytes = ? AND modified_ns = ? "
        "AND changed_ns = ? AND inode = ?");
    row.with_bytes(name_of_file(file))
        .with(static_cast<std::int64_t>(now->bytes))
        .with(now->modified_ns)
        .with(now->changed_ns)
        .with(static_cast<std::int64_t>(now->inode));
    if (!row.next()) return;
    known = KnownFile{row.text(0), static_cast<int>(row.integer(1)), *now};
    known->stamp.taken_ns = row.integer(2);
  });
  return known;
}

void Journal::keep_file(const fs::path& file, const KnownFile& known) {
  const FileStamp& stamp = known.stamp;
  // Written to again in the same tick of the clock, it would look the same.
  if (std::max(stamp.modified_ns, stamp.changed_ns) + kCoarsestClock > stamp.taken_ns) return;
  guarded([&] {
    database_->prepare("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .with_bytes(name_of_file(file))
        .with(static_cast<std::int64_t>(stamp.bytes))
        .with(stamp.modified_ns)
        .with(stamp.changed_ns)
        .with(static_cast<std::int64_t>(stamp.inode))
        .with(stamp.taken_ns)
        .with(known.sha256)
        .with(std::int64_t{known.page_count})
        .run();
  });
}

void Journal::begin_run(RunInfo run) {
  std::error_code ignored;
  if (run.folder.empty()) run.folder = fs::current_path(ignored);
  if (run.version.empty()) run.version = version();
  if (run.process == 0) run.process = getpid();
  if (run.host.empty()) run.host = host_name();
  if (run.started == 0) run.started = now_seconds();
  run_ = RunState();
  static_cast<RunInfo&>(*run_) = std::move(run);
  guarded([&] { insert_run(); });
}

void Journal::insert_run() {
  database_->prepare("INSERT INTO runs VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .with(json_of_arguments(run_->arguments))
      .with_bytes(run_->folder.string())
      .with(run_->version)
      .with(std::int64_t{run_->jobs})
      .with(run_->process)
      .with(run_->host)
      .with(run_->started)
      .with(std::int64_t{run_->pages_known})
      .with(std::int64_t{run_->pages_kept})
      .with(run_->ended)
      .with(run_->outcome)
      .run();
  run_->id = database_->integer_of("SELECT max(id) FROM runs");
}

void Journal::set_total(int pages_known, int pages_kept) {
  if (!run_ || (run_->pages_known == pages_known && run_->pages_kept == pages_kept)) return;
  run_->pages_known = pages_known;
  run_->pages_kept = pages_kept;
  guarded([&] {
    database_->prepare("UPDATE runs SET pages_known = ?, pages_kept = ? WHERE id = ?")
        .with(std::int64_t{pages_known})
        .with(std::int64_t{pages_kept})
        .with(run_->id)
        .run();
  });
}

void Journal::end_run(std::string_view outcome) {
  if (!run_) return;
  run_->ended = now_seconds();
  run_->outcome = outcome;
  guarded([&] {
    database_->prepare("UPDATE runs SET ended = ?, outcome = ? WHERE id = ?")
        .with(run_->ended)
        .with(outcome)
        .with(run_->id)
        .run();
  });
}

std::optional<RunState> Journal::last_run() {
  std::optional<RunState> run;
  guarded([&] {
    SqliteStatement row = database_->prepare("SELECT * FROM runs ORDER BY id DESC LIMIT 1");
    if (!row.next()) return;
    run.emplace();
    run->id = row.integer(0);
    run->arguments = arguments_from(row.text(1));
    run->folder = row.text(2);
    run->version = row.text(3);
    run->jobs = static_cast<int>(row.integer(4));
    run->process = row.integer(5);
    run->host = row.text(6);
    run->started = row.real(7);
    run->pages_known = static_cast<int>(row.integer(8));
    run->pages_kept = static_cast<int>(row.integer(9));
    run->ended = row.real(10);
    run->outcome = row.text(11);
  });
  return run;
}

void Journal::insert_page(const PageRecord& record, std::int64_t run, double done) {
  // What is written without a run keeps that of before.
  database_
      ->prepare(
          "INSERT INTO pages VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT(stem) DO "
          "UPDATE SET words = ?2, confidence = ?3, doubts = ?4, seconds = ?5, cpu_seconds = ?6, "
          "peak_bytes = ?7, kept = ?8, unplaced = ?9, run = iif(?10 = 0, run, ?10), "
          "done = iif(?10 = 0, done, ?11)")
      .with(record.stem)
      .with(std::int64_t{record.words})
      .with(record.confidence)
      .with(json_of_texts(record.doubts))
      .with(record.seconds)
      .with(record.cpu_seconds)
      .with(static_cast<std::int64_t>(record.peak_bytes))
      .with(static_cast<std::int64_t>(record.corrections.kept))
      .with(static_cast<std::int64_t>(record.corrections.unplaced))
      .with(run)
      .with(done)
      .run();
  database_->prepare("DELETE FROM failures WHERE stem = ?").with(record.stem).run();
}

void Journal::page_done(const PageRecord& record) {
  together([&] { insert_page(record, run_ ? run_->id : 0, now_seconds()); });
}

void Journal::page_kept(const PageRecord& record) {
  together([&] { insert_page(record, 0, 0); });
}

void Journal::page_failed(const PageFailure& failure) {
  together([&] {
    const std::optional<PageFailure> before = this->failure(failure.stem);
    const int earlier = before && before->key == failure.key ? before->attempts : 0;
    const Error& error = failure.error;
    database_->prepare("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .with(failure.stem)
        .with_bytes(failure.file.string())
        .with(std::int64_t{failure.page_idx})
        .with(failure.key)
        .with(name_of(failure.kind))
        .with(static_cast<std::int64_t>(error.code()))
        .with_bytes(error.what())
        .with_bytes(error.advice())
        .with(error.stage())
        .with(std::int64_t{error.page()})
        .with(std::int64_t{failure.attempts} + earlier)
        .with(failure.seconds)
        .with(failure.limits)
        .with(run_ ? run_->id : 0)
        .run();
    database_->prepare("DELETE FROM pages WHERE stem = ?").with(failure.stem).run();
  });
}

std::vector<PageFailure> Journal::failures() {
  std::vector<PageFailure> out;
  guarded([&] {
    out.clear();
    SqliteStatement rows =
        database_->prepare(fmt::format("SELECT {} FROM failures ORDER BY stem", kFailureColumns));
    while (rows.next()) out.push_back(failure_from(rows));
  });
  return out;
}

std::optional<PageFailure> Journal::failure(const std::string& stem) {
  std::optional<PageFailure> out;
  guarded([&] {
    SqliteStatement row =
        database_->prepare(fmt::format("SELECT {} FROM failures WHERE stem = ?", kFailureColumns));
    row.with(stem);
    if (row.next()) out = failure_from(row);
  });
  return out;
}

std::vector<PageSummary> Journal::pages() {
  std::vector<PageSummary> out;
  guarded([&] {
    out.clear();
    SqliteStatement rows =
        database_->prepare(fmt::format("SELECT {} FROM pages ORDER BY stem", kPageColumns));
    while (rows.next()) out.push_back(page_from(rows));
  });
  return out;
}

void Journal::forget_all_but(const std::vector<std::string>& stems) {
  together([&] {
    database_->run("CREATE TEMP TABLE IF NOT EXISTS wanted(stem TEXT PRIMARY KEY); DELETE FROM wanted");
    for (const std::string& stem : stems)
      database_->prepare("INSERT OR IGNORE INTO wanted VALUES (?)").with(stem).run();
    database_->run(
        "DELETE FROM pages WHERE stem NOT IN (SELECT stem FROM wanted);"
        "DELETE FROM failures WHERE stem NOT IN (SELECT stem FROM wanted);"
        "DELETE FROM wanted");
  });
}

int Journal::rebuild(const fs::path& stages) {
  int count = 0;
  together([&] {
    count = 0;
    database_->run("DELETE FROM pages");
    std::error_code failure;
    for (fs::directory_iterator entry(stages, failure), end; !failure && entry != end;
         entry.increment(failure)) {
      if (!fs::is_directory(entry->symlink_status(failure))) continue;
      const std::optional<PageRecord> record = load_page_record(entry->path());
      if (!record || entry->path().filename() != record->stem) continue;
      insert_page(*record, 0, 0);
      ++count;
    }
  });
  return count;
}

}  // namespace folio
