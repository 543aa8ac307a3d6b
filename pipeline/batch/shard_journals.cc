#include "batch/shard_journals.h"

#include <algorithm>
#include <map>
#include <vector>

#include "batch/journal.h"
#include "batch/page_record.h"
#include "batch/shard.h"
#include "core/error.h"
#include "core/logging.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

/// Of all attempts, in the order of their names. Empty where no shard ran.
std::vector<fs::path> journals_of_shards(const fs::path& output) {
  std::vector<fs::path> files;
  std::error_code failure;
  fs::directory_iterator entries(shards_folder(output), failure);
  for (; !failure && entries != fs::directory_iterator(); entries.increment(failure)) {
    if (entries->path().extension() == ".sqlite") files.push_back(entries->path());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<PageFailure> failures_in(const fs::path& file) {
  try {
    return Journal::open_to_read(file).failures();
  } catch (const Error& error) {
    log().warn("{}", error.message());
    return {};
  }
}

/// Attempts at the same thing add up.
void add(std::map<std::string, PageFailure>& all, PageFailure failure) {
  const auto known = all.find(failure.stem);
  if (known != all.end() && known->second.key == failure.key) failure.attempts += known->second.attempts;
  all.insert_or_assign(failure.stem, std::move(failure));
}

}  // namespace

std::set<std::string> gather_shard_journals(const fs::path& output) {
  const fs::path stages = output / "stages";
  if (!fs::is_directory(stages)) return {};
  std::map<std::string, PageFailure> of_shards;
  for (const fs::path& file : journals_of_shards(output)) {
    for (PageFailure& failure : failures_in(file)) add(of_shards, std::move(failure));
  }
  Journal journal(stages / "journal.sqlite");
  if (journal.is_new()) journal.rebuild(stages);
  std::set<std::string> failed;
  std::map<std::string, std::string> known_keys;
  for (const PageFailure& failure : journal.failures()) {
    failed.insert(failure.stem);
    known_keys.emplace(failure.stem, failure.key);
  }
  std::vector<PageFailure> fresh;
  for (auto& [stem, failure] : of_shards) {
    const auto known = known_keys.find(stem);
    if (known != known_keys.end() && known->second == failure.key) continue;
    if (load_page_record(stages / stem)) continue;
    failed.insert(stem);
    fresh.push_back(std::move(failure));
  }
  journal.together([&] {
    for (const PageFailure& failure : fresh) journal.page_failed(failure);
  });
  return failed;
}

}  // namespace folio
