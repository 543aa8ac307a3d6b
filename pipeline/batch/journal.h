#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/page_record.h"
#include "core/error.h"

namespace folio {

class SqliteDatabase;

/// What tells that a file is still the one that was looked at before.
struct FileStamp {
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;  ///< since 1970, as are the others
  std::int64_t changed_ns = 0;   ///< of the inode
  std::uint64_t inode = 0;
  std::int64_t taken_ns = 0;  ///< when the stamp was taken
};

/// The stamp of a file now; to be taken before its bytes are read. Nothing where it is no regular file.
std::optional<FileStamp> file_stamp(const std::filesystem::path& file);

/// What is known of an input file, so that it need not be read again. Without a stamp it is not kept.
struct KnownFile {
  std::string sha256;  ///< of the whole file, hexadecimal
  int page_count = 1;
  FileStamp stamp = {};  ///< taken before the file was read
};

/// One run of a command over a folder.
struct RunInfo {
  std::vector<std::string> arguments;  ///< after the program's name, any bytes
  std::filesystem::path folder;        ///< that the run was started in
  std::string version;                 ///< of folio
  int jobs = 1;
  std::int64_t process = 0;  ///< its number on `host`
  std::string host;          ///< as host_name()
  double started = 0;        ///< seconds since 1970
};

struct RunState : RunInfo {
  std::int64_t id = 0;  ///< later ones have larger ones
  int pages_known = 0;  ///< so far
  int pages_kept = 0;   ///< of these, done by an earlier run
  double ended = 0;     ///< seconds since 1970; 0 = it did not, or was killed
  std::string outcome;  ///< empty as long as it has not ended
};

/// Why a page is not done.
struct PageFailure {
  enum class Kind : unsigned char {
    error,       ///< the page or its file is not as it should be
    crash,       ///< its worker died
    time_limit,  ///< it took longer than allowed
    memory,      ///< it needs more memory than allowed
  };
  std::string stem;
  std::filesystem::path file;
  int page_idx = 0;  ///< image within the file, from zero
  std::string key;   ///< of all that the reading would have been made from
  Kind kind = Kind::error;
  Error error{ErrorCode::input, ""};
  int attempts = 1;    ///< to page_failed(): of this run; from the journal: with that key in all runs
  double seconds = 0;  ///< that the last attempt took
  std::string limits;  ///< that it was tried with, in words; empty = none
};
std::string_view name_of(PageFailure::Kind kind);

/// What the journal keeps of a page that is done.
struct PageSummary {
  std::string stem;
  int words = 0;
  double confidence = 0;  ///< [0, 1]
  std::vector<std::string> doubts;
  double seconds = 0, cpu_seconds = 0;
  std::uint64_t peak_bytes = 0;
  std::int64_t corrections_kept = 0, corrections_unplaced = 0;
  std::int64_t run = 0;  ///< that did it; 0 = not known
  double done = 0;       ///< when, in seconds since 1970; 0 = not known
};
PageSummary summary_of(const PageRecord& record);

/// The journal of an output folder, an SQLite database: failures, attempts, speeds, what is known of input
/// files, and command lines. What is done is told by the pages' own records (PageRecord) and not by the
/// journal: lost, it is made anew from them. Each call is a transaction of its own, so that a run that is
/// killed leaves a journal that can be read. docs/decisions/journal.md.
///
/// Once it is open, nothing that befalls the file ends a batch: where it cannot be written an error is
/// logged, once, and the batch goes on without it; where it turns out to be damaged it is moved aside and
/// made anew. One process writes; after a fork only the parent may go on using it.
class Journal {
 public:
  /// Opens the journal or makes it, with its folder. What is damaged, no journal, or of another version is
  /// moved aside as NAME.damaged (.damaged2, …), with a logged error. Throws Error{file_access} where it
  /// cannot be written: folder read-only, disk full.
  explicit Journal(std::filesystem::path file);
  /// Only reads, also from read-only media and while a run is at work. Throws Error{input} when there is
  /// none, or it is damaged or of another version; so does all that reads from it.
  static Journal open_to_read(const std::filesystem::path& file);
  ~Journal();
  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;

  /// Whether it was made by this object: then it knows of no page, and rebuild() has work to do.
  bool is_new() const { return is_new_; }

  /// What was kept of a file that has not changed since. Nothing where it may have: another size, time or
  /// inode, or a time so close to the reading that a change would not show (two seconds, for file systems
  /// with coarse clocks).
  std::optional<KnownFile> known_file(const std::filesystem::path& file);
  void keep_file(const std::filesystem::path& file, const KnownFile& known);

  /// What `run` leaves empty (folder, version, process, host, time) is taken from this process.
  void begin_run(RunInfo run);
  /// Pages known so far, and how many of them were done by earlier runs.
  void set_total(int pages_known, int pages_kept = 0);
  void end_run(std::string_view outcome);
  /// The run that began last. Nothing before the first.
  std::optional<RunState> last_run();

  /// The page is done by this run; what is known of its failures goes.
  void page_done(const PageRecord& record);
  /// The page was done by an earlier run. Of that run the time stays known.
  void page_kept(const PageRecord& record);
  /// The page is not done. Attempts with the same key add up.
  void page_failed(const PageFailure& failure);
  std::vector<PageFailure> failures();  ///< by stem
  std::optional<PageFailure> failure(const std::string& stem);
  std::vector<PageSummary> pages();  ///< by stem
  /// Drops all pages and failures but those of `stems`.
  void forget_all_but(const std::vector<std::string>& stems);

  /// Puts what the records in STAGES/*/done.json say in the place of all pages. Gives their number.
  int rebuild(const std::filesystem::path& stages);

  /// Does all of `work` in one transaction, so that many calls take one write. `work` calls this journal and
  /// does nothing else: it may be done twice.
  void together(const std::function<void()>& work);

 private:
  enum class Access : unsigned char { write, read };
  Journal(std::filesystem::path file, Access access);
  void open_to_write();
  void move_aside(const std::string& why);
  /// Does `work` on the database; what befalls this is told, mended or passed on as above.
  void guarded(const std::function<void()>& work);
  void insert_run();
  void insert_page(const PageRecord& record, std::int64_t run, double done);

  std::filesystem::path file_;
  Access access_;
  std::unique_ptr<SqliteDatabase> database_;  ///< nullptr after a failure that could not be mended
  bool is_new_ = false;
  bool has_warned_ = false;
  bool is_together_ = false;
  std::optional<RunState> run_;  ///< of this object
};

}  // namespace folio
