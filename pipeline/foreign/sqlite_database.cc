#include "foreign/sqlite_database.h"

#include <sqlite3.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>

namespace folio {
namespace {

constexpr int kWaitMs = 10'000;
constexpr int kMostBytes = 16 << 20;  // of one value: what a broken or foreign file could make us allocate

SqliteFailure::Kind kind_of(int code, int system_error) {
  switch (code & 0xFF) {
    case SQLITE_ERROR:  // of our own statements: the file is of a form that SQLite does not know
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_SCHEMA:
    case SQLITE_MISMATCH:
      return SqliteFailure::Kind::damaged;
    case SQLITE_FULL:
      return SqliteFailure::Kind::full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return SqliteFailure::Kind::read_only;
    default:
      break;
  }
  if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG)
    return SqliteFailure::Kind::full;
  if (system_error == EROFS || system_error == EACCES || system_error == EPERM)
    return SqliteFailure::Kind::read_only;
  return SqliteFailure::Kind::other;
}

/// To be called at once after what failed, before which errno was set to 0.
[[noreturn]] void fail(sqlite3* database) {
  const int last_error = errno;
  const int code = sqlite3_extended_errcode(database);
  // SQLite does not note the reason of every failure to write.
  const int noted = sqlite3_system_errno(database);
  const int system_error = noted != 0 ? noted : last_error;
  const bool is_system = (code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_CANTOPEN;
  std::string problem = sqlite3_errmsg(database);
  if (is_system && system_error != 0) problem += std::string(": ") + std::strerror(system_error);
  throw SqliteFailure(kind_of(code, is_system ? system_error : 0), problem);
}

/// As a file: address, in which nothing but letters, digits and a few signs stands for itself.
std::string address_of(const std::filesystem::path& file, std::string_view query) {
  constexpr std::string_view kPlain = "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "file://";
  for (const char c : std::filesystem::absolute(file).string()) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  }
  return out.append(query);
}

SqlitePtr opened(const std::string& address, int flags) {
  sqlite3* database = nullptr;
  errno = 0;
  const int code = sqlite3_open_v2(address.c_str(), &database, flags | SQLITE_OPEN_URI, nullptr);
  SqlitePtr owned(database);
  if (!owned) throw std::bad_alloc();
  if (code != SQLITE_OK) fail(database);
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, kWaitMs);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, kMostBytes);
  return owned;
}

/// Whether something can be read at all.
bool can_be_read(sqlite3* database) {
  return sqlite3_exec(database, "SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr) == SQLITE_OK;
}

}  // namespace

void SqliteCloser::operator()(sqlite3* database) const { sqlite3_close_v2(database); }
void SqliteCloser::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

SqliteStatement::SqliteStatement(sqlite3* database, std::string_view sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  errno = 0;
  const int code =
      sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  statement_.reset(statement);
  // A table or a column that is missing is a broken database: the statements are our own.
  if ((code & 0xFF) == SQLITE_ERROR)
    throw SqliteFailure(SqliteFailure::Kind::damaged, sqlite3_errmsg(database));
  if (code != SQLITE_OK) fail(database);
}

SqliteStatement& SqliteStatement::with(std::int64_t value) {
  [[maybe_unused]] const int code = sqlite3_bind_int64(statement_.get(), ++values_, value);
  assert(code == SQLITE_OK);
  return *this;
}

SqliteStatement& SqliteStatement::with(double value) {
  [[maybe_unused]] const int code = sqlite3_bind_double(statement_.get(), ++values_, value);
  assert(code == SQLITE_OK);
  return *this;
}

SqliteStatement& SqliteStatement::with(std::string_view text) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): SQLITE_TRANSIENT is SQLite's own cast.
  if (sqlite3_bind_text64(statement_.get(), ++values_, text.data(), text.size(), SQLITE_TRANSIENT,
                          SQLITE_UTF8) != SQLITE_OK)
    fail(database_);
  return *this;
}

SqliteStatement& SqliteStatement::with_bytes(std::string_view bytes) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): SQLITE_TRANSIENT is SQLite's own cast.
  if (sqlite3_bind_blob64(statement_.get(), ++values_, bytes.data(), bytes.size(), SQLITE_TRANSIENT) !=
      SQLITE_OK)
    fail(database_);
  return *this;
}

bool SqliteStatement::next() {
  errno = 0;
  const int code = sqlite3_step(statement_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail(database_);
  return code == SQLITE_ROW;
}

void SqliteStatement::run() {
  while (next()) {
  }
}

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double SqliteStatement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string SqliteStatement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

SqliteDatabase::SqliteDatabase(const std::filesystem::path& file, Access access) {
  if (access == Access::read_only) {
    database_ = opened(address_of(file, "?mode=ro"), SQLITE_OPEN_READONLY);
    // A writer that was killed left something to take back, which needs writing: as it lies there, then.
    if (!can_be_read(database_.get()) && (sqlite3_errcode(database_.get()) & 0xFF) != SQLITE_NOTADB)
      database_ = opened(address_of(file, "?mode=ro&immutable=1"), SQLITE_OPEN_READONLY);
  } else {
    database_ = opened(address_of(file, ""), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (sqlite3_db_readonly(database_.get(), "main") == 1)
      throw SqliteFailure(SqliteFailure::Kind::read_only, "may only be read");
    // A log beside the file would need memory shared by all that open it, which network file systems lack.
    run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL");
  }
  // What stands in a file of somebody else's making is not run.
  run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
}

void SqliteDatabase::run(const char* sql) {
  errno = 0;
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database_.get());
}

std::int64_t SqliteDatabase::integer_of(std::string_view sql) {
  SqliteStatement statement = prepare(sql);
  return statement.next() ? statement.integer(0) : 0;
}

SqliteTransaction::SqliteTransaction(SqliteDatabase& database) : database_(database) {
  database_.run("BEGIN IMMEDIATE");
}

SqliteTransaction::~SqliteTransaction() {
  if (!open_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const SqliteFailure&) {
    // SQLite has taken it back itself.
  }
}

void SqliteTransaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace folio
