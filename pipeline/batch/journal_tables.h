#pragma once

#include "batch/journal.h"
#include "foreign/sqlite_database.h"

namespace folio {

/// Makes the tables of a journal in an empty database. Throws SqliteFailure, as all here.
void make_journal_tables(SqliteDatabase& database);

/// Whether the database is a journal of this version, table by table: nothing that a file brings with it
/// besides, such as views and triggers, is ever run.
bool has_journal_tables(SqliteDatabase& database);

/// What a run was told, as JSON, and back. A list that is none counts as damage.
std::string json_of_arguments(const std::vector<std::string>& arguments);
std::vector<std::string> arguments_from(const std::string& json);

/// The same of texts in UTF-8; malformed bytes become U+FFFD.
std::string json_of_texts(const std::vector<std::string>& texts);
std::vector<std::string> texts_from(const std::string& json);

/// The row that a statement stands on, whose columns are those of kFailureColumns or kPageColumns.
inline constexpr const char* kFailureColumns =
    "stem, file, page_idx, key, kind, code, problem, advice, stage, page, attempts, seconds, limits";
PageFailure failure_from(const SqliteStatement& row);
inline constexpr const char* kPageColumns =
    "stem, words, confidence, doubts, seconds, cpu_seconds, peak_bytes, kept, unplaced, run, done";
PageSummary page_from(const SqliteStatement& row);

}  // namespace folio
