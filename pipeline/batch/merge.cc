#include "batch/merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "batch/page_record.h"
#include "ingest/stems.h"
#include "store/page_store.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

// Of a file; what counts more is damaged.
constexpr int kMostPages = 1'000'000;

class CompletenessCheck {
 public:
  CompletenessCheck(fs::path output, const std::set<std::string>& failed)
      : output_(std::move(output)), failed_(failed) {}

  void add(const Input& input, size_t input_idx) {
    if (is_done(input.stem)) {
      ++result_.done;
      return;
    }
    if (failed_.contains(input.stem)) {
      ++result_.failed;
      return;
    }
    const std::optional<int> count = page_count_of(input);
    if (!count) {
      result_.missing.push_back({input.file, 0, input_idx});
      return;
    }
    for (int page = 0; page < *count; ++page) {
      const std::string stem = page_stem(input.stem, page, *count);
      if (is_done(stem)) {
        ++result_.done;
      } else if (failed_.contains(stem)) {
        ++result_.failed;
      } else {
        result_.missing.push_back({input.file, page + 1, input_idx});
      }
    }
  }

  Completeness take() { return std::move(result_); }

 private:
  std::optional<PageRecord> record_of(const std::string& stem) const {
    return load_page_record(output_ / "stages" / stem);
  }
  bool is_done(const std::string& stem) const {
    const std::optional<PageRecord> record = record_of(stem);
    return record && reading_is_there(*record, output_);
  }

  /// Of a file whose pages have stems of their own. Failed pages do not know the number, any other does.
  std::optional<int> page_count_of(const Input& input) const {
    constexpr int kSeveral = 2;
    for (int page = 0; page < kMostPages; ++page) {
      const std::string stem = page_stem(input.stem, page, kSeveral);
      if (const std::optional<PageRecord> record = record_of(stem))
        return std::clamp(record->page_count, std::max(kSeveral, page + 1), kMostPages);
      if (failed_.contains(stem)) continue;
      return page == 0 ? std::nullopt : std::optional(std::max(kSeveral, page));
    }
    return kMostPages;
  }

  fs::path output_;
  const std::set<std::string>& failed_;
  Completeness result_;
};

}  // namespace

Completeness check_completeness(const std::vector<Input>& inputs, const fs::path& output,
                                const std::set<std::string>& failed) {
  CompletenessCheck check(output, failed);
  for (size_t idx = 0; idx < inputs.size(); ++idx) check.add(inputs[idx], idx);
  return check.take();
}

std::vector<int> shards_of(const std::vector<MissingPage>& missing, int count) {
  std::set<int> shards;
  for (const MissingPage& page : missing) {
    shards.insert(static_cast<int>(page.input_idx % static_cast<size_t>(count)) + 1);
  }
  return {shards.begin(), shards.end()};
}

int usual_count(const std::vector<ShardRecord>& records) {
  std::map<int, int> times;
  for (const ShardRecord& record : records) ++times[record.shard.count];
  const auto most = std::ranges::max_element(
      times, {}, [](const auto& entry) { return std::tuple(entry.second, entry.first); });
  return most == times.end() ? 1 : most->first;
}

std::string as_ranges(const std::vector<int>& numbers) {
  std::string text;
  for (size_t begin = 0; begin < numbers.size();) {
    size_t end = begin + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    if (begin > 0) text += ',';
    text += std::to_string(numbers[begin]);
    if (end > begin + 1) text += '-' + std::to_string(numbers[end - 1]);
    begin = end;
  }
  return text;
}

void check_shards_are_of(const std::string& manifest, const fs::path& output) {
  for (const ShardRecord& record : load_shard_records(output)) {
    if (record.manifest == manifest) continue;
    throw Error(ErrorCode::input, "shard " + to_string(record.shard) + " ran with another list of files",
                "name the manifest that the shards were given")
        .at_file(output.string());
  }
}

}  // namespace folio
