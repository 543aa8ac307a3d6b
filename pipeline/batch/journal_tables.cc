#include "batch/journal_tables.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "store/json_path.h"

namespace folio {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kApplication = 0x666F6C69;  // "foli", for file(1) and the like
constexpr std::int64_t kVersion = 1;               // raised when a table or what it means changes

/// In the order of their names.
constexpr std::array kTables{
    "CREATE TABLE failures(stem TEXT PRIMARY KEY, file BLOB, page_idx INTEGER, key TEXT, kind TEXT, "
    "code INTEGER, problem TEXT, advice TEXT, stage TEXT, page INTEGER, attempts INTEGER, seconds REAL, "
    "limits TEXT, run INTEGER) WITHOUT ROWID",
    "CREATE TABLE files(file BLOB PRIMARY KEY, bytes INTEGER, modified_ns INTEGER, changed_ns INTEGER, "
    "inode INTEGER, taken_ns INTEGER, sha256 TEXT, page_count INTEGER) WITHOUT ROWID",
    "CREATE TABLE pages(stem TEXT PRIMARY KEY, words INTEGER, confidence REAL, doubts TEXT, seconds REAL, "
    "cpu_seconds REAL, peak_bytes INTEGER, kept INTEGER, unplaced INTEGER, run INTEGER, done REAL) "
    "WITHOUT ROWID",
    "CREATE TABLE runs(id INTEGER PRIMARY KEY, arguments TEXT, folder BLOB, version TEXT, jobs INTEGER, "
    "process INTEGER, host TEXT, started REAL, pages_known INTEGER, pages_kept INTEGER, ended REAL, "
    "outcome TEXT)",
};

constexpr std::array kKinds{PageFailure::Kind::error, PageFailure::Kind::crash, PageFailure::Kind::time_limit,
                            PageFailure::Kind::memory};
constexpr std::array kCodes{ErrorCode::arguments, ErrorCode::input, ErrorCode::missing_dependency,
                            ErrorCode::file_access, ErrorCode::quality};

[[noreturn]] void damaged(const std::string& problem) {
  throw SqliteFailure(SqliteFailure::Kind::damaged, problem);
}

/// The value of `all` that `is_it` finds; damage without one.
template <class Values, class Test>
auto one_of(const Values& all, const Test& is_it) {
  const auto found = std::ranges::find_if(all, is_it);
  if (found == all.end()) damaged("holds a name or number that is none of its own");
  return *found;
}

template <class Element>
std::vector<std::string> strings_from(const std::string& json, const Element& element) {
  const Json list = Json::parse(json, nullptr, false);
  if (!list.is_array()) damaged("holds no list where one should be");
  std::vector<std::string> out;
  try {
    for (const Json& item : list) out.push_back(element(item));
  } catch (const Json::exception&) {
    damaged("holds a list of something else");
  }
  return out;
}

}  // namespace

void make_journal_tables(SqliteDatabase& database) {
  SqliteTransaction transaction(database);
  for (const char* table : kTables) database.run(table);
  database.run(("PRAGMA application_id = " + std::to_string(kApplication)).c_str());
  database.run(("PRAGMA user_version = " + std::to_string(kVersion)).c_str());
  transaction.commit();
}

bool has_journal_tables(SqliteDatabase& database) {
  if (database.integer_of("PRAGMA application_id") != kApplication) return false;
  if (database.integer_of("PRAGMA user_version") != kVersion) return false;
  SqliteStatement tables = database.prepare("SELECT sql FROM sqlite_master ORDER BY name");
  for (const char* table : kTables)
    if (!tables.next() || tables.text(0) != table) return false;
  return !tables.next();
}

std::string json_of_arguments(const std::vector<std::string>& arguments) {
  Json list = Json::array();
  for (const std::string& argument : arguments) list.push_back(json_of_path(argument));
  return list.dump();
}

std::vector<std::string> arguments_from(const std::string& json) {
  return strings_from(json, [](const Json& item) { return path_from(item).string(); });
}

std::string json_of_texts(const std::vector<std::string>& texts) {
  return Json(texts).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<std::string> texts_from(const std::string& json) {
  return strings_from(json, [](const Json& item) { return item.get<std::string>(); });
}

PageFailure failure_from(const SqliteStatement& row) {
  PageFailure failure;
  failure.stem = row.text(0);
  failure.file = row.text(1);
  failure.page_idx = static_cast<int>(row.integer(2));
  failure.key = row.text(3);
  failure.kind =
      one_of(kKinds, [name = row.text(4)](PageFailure::Kind kind) { return name_of(kind) == name; });
  const ErrorCode code = one_of(
      kCodes, [number = row.integer(5)](ErrorCode known) { return static_cast<int>(known) == number; });
  failure.error = Error(code, row.text(6), row.text(7));
  failure.error.at_file(failure.file.string())
      .at_stage(row.text(8))
      .at_page(static_cast<int>(row.integer(9)));
  failure.attempts = static_cast<int>(row.integer(10));
  failure.seconds = row.real(11);
  failure.limits = row.text(12);
  return failure;
}

PageSummary page_from(const SqliteStatement& row) {
  PageSummary page;
  page.stem = row.text(0);
  page.words = static_cast<int>(row.integer(1));
  page.confidence = row.real(2);
  page.doubts = texts_from(row.text(3));
  page.seconds = row.real(4);
  page.cpu_seconds = row.real(5);
  page.peak_bytes = static_cast<std::uint64_t>(row.integer(6));
  page.corrections_kept = row.integer(7);
  page.corrections_unplaced = row.integer(8);
  page.run = row.integer(9);
  page.done = row.real(10);
  return page;
}

}  // namespace folio
