// A journal made of any bytes: reading it gives rows or an Error, opening it to write gives one that works.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "batch/journal.h"
#include "core/error.h"
#include "core/logging.h"
#include "fuzz_folder.h"

namespace folio::fuzz {
namespace {

void read_only(const std::filesystem::path& file) {
  try {
    Journal journal = Journal::open_to_read(file);
    journal.last_run();
    journal.failures();
    journal.pages();
    journal.failure("leaf");
  } catch (const Error& error) {
    if (error.message().empty()) std::abort();
  }
}

void read_and_write(const std::filesystem::path& file) {
  Journal journal(file);
  journal.last_run();
  journal.failures();
  PageRecord record;
  record.stem = "leaf";
  journal.begin_run({});
  journal.page_done(record);
  journal.known_file(file);
  PageFailure failure;
  failure.stem = "other";
  failure.kind = FailureKind::crash;
  journal.page_failed(failure);
  const auto pages = journal.pages();
  bool is_there = false;
  for (const PageSummary& page : pages) is_there = is_there || page.stem == "leaf";
  if (!is_there || !journal.failure("other")) std::abort();
  journal.end_run("done");
}

}  // namespace
}  // namespace folio::fuzz

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace fs = std::filesystem;
  folio::log().set_level(spdlog::level::off);
  const fs::path folder = folio::fuzz::fuzz_folder() / "journal";
  fs::remove_all(folder);
  fs::create_directories(folder);
  folio::fuzz::put_bytes(folder / "journal.sqlite", {reinterpret_cast<const char*>(data), size});
  folio::fuzz::read_only(folder / "journal.sqlite");
  folio::fuzz::read_and_write(folder / "journal.sqlite");
  return 0;
}
