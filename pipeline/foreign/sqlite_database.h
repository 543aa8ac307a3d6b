#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "foreign/handles.h"

namespace folio {

/// What SQLite says went wrong, by what can be done about it.
class SqliteFailure : public std::runtime_error {
 public:
  enum class Kind : unsigned char {
    damaged,    ///< no database, or one that is broken
    full,       ///< no space, a quota, or a limit on the size of files
    read_only,  ///< the file or its folder may not be written to
    other,
  };
  SqliteFailure(Kind kind, const std::string& problem) : std::runtime_error(problem), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// One SQL statement with its values, and the rows that it gives. Lives no longer than its database.
class SqliteStatement {
 public:
  /// Puts the next value for a ? of the statement, in their order.
  SqliteStatement& with(std::int64_t value);
  SqliteStatement& with(double value);  ///< one that is no number becomes NULL
  SqliteStatement& with(std::string_view text);
  SqliteStatement& with_bytes(std::string_view bytes);
  /// False after the last row. Throws SqliteFailure.
  bool next();
  /// Goes through all rows, for statements that give none.
  void run();

  /// Of the row that next() went to; columns count from 0. NULL is 0 or empty.
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;  ///< bytes too

 private:
  friend class SqliteDatabase;
  SqliteStatement(sqlite3* database, std::string_view sql);
  sqlite3* database_;
  SqliteStatementPtr statement_;
  int values_ = 0;
};

/// A database in one file, with a rollback journal beside it: whoever is killed while writing leaves a
/// database that is as before or after. Waits up to ten seconds for another process's writing. Not for two
/// threads at once, nor for both sides of a fork.
class SqliteDatabase {
 public:
  enum class Access : unsigned char {
    read_write,  ///< made when missing; its folder must be there
    read_only,   ///< also from media that cannot be written to
  };
  /// Throws SqliteFailure. That a file is no database may be noticed only when something is read.
  SqliteDatabase(const std::filesystem::path& file, Access access);

  /// Runs statements, with ; between them, that give no rows.
  void run(const char* sql);
  SqliteStatement prepare(std::string_view sql) { return {database_.get(), sql}; }
  /// First column of the first row, 0 without a row.
  std::int64_t integer_of(std::string_view sql);

 private:
  SqlitePtr database_;
};

/// Takes back what was not committed when it goes.
class SqliteTransaction {
 public:
  explicit SqliteTransaction(SqliteDatabase& database);
  ~SqliteTransaction();
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;
  void commit();

 private:
  SqliteDatabase& database_;
  bool open_ = true;
};

}  // namespace folio
