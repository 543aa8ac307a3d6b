#include "batch/shard.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <tuple>

#include "core/files.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

/// Digits only, from 1 on.
std::optional<int> positive_number(std::string_view text) {
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || value < 1) return std::nullopt;
  return value;
}

std::optional<ShardRecord> read_record(const fs::path& file) {
  try {
    const nlohmann::json json = nlohmann::json::parse(read_file(file));
    const std::optional<Shard> shard = parse_shard(json.at("shard").get<std::string>());
    if (!shard || file.stem().string() != shard_file_stem(*shard)) return std::nullopt;
    return ShardRecord{*shard, json.at("manifest").get<std::string>(), json.at("finished").get<bool>()};
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// The first shard of all leaves the manifest's name, later ones compare theirs with it.
void check_manifest(const fs::path& output, const std::string& manifest) {
  const fs::path file = shards_folder(output) / "manifest";
  if (!fs::exists(file)) {
    write_file(file, manifest + "\n");
  } else if (read_file(file) != manifest + "\n") {
    throw Error(ErrorCode::input, "shards of another list of files have run into this folder",
                "give all shards the same manifest and options, or another folder")
        .at_file(output.string());
  }
}

}  // namespace

std::optional<Shard> parse_shard(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::optional<int> index = positive_number(text.substr(0, slash));
  const std::optional<int> count = positive_number(text.substr(slash + 1));
  if (!index || !count || *index > *count || *count > kMostShards) return std::nullopt;
  return Shard{*index, *count};
}

std::string to_string(Shard shard) { return std::to_string(shard.index) + "/" + std::to_string(shard.count); }

std::vector<Input> inputs_of_shard(std::vector<Input> inputs, Shard shard) {
  std::vector<Input> own;
  for (auto idx = static_cast<size_t>(shard.index - 1); idx < inputs.size();
       idx += static_cast<size_t>(shard.count)) {
    own.push_back(std::move(inputs[idx]));
  }
  return own;
}

fs::path shards_folder(const fs::path& output) { return output / "stages" / "shards"; }

std::string shard_file_stem(Shard shard) {
  return std::to_string(shard.index) + "-of-" + std::to_string(shard.count);
}

void save_shard_record(const fs::path& output, const ShardRecord& record) {
  check_manifest(output, record.manifest);
  const nlohmann::json json = {
      {"shard", to_string(record.shard)}, {"manifest", record.manifest}, {"finished", record.is_finished}};
  write_file(shards_folder(output) / (shard_file_stem(record.shard) + ".json"), json.dump(1) + "\n");
}

std::vector<ShardRecord> load_shard_records(const fs::path& output) {
  std::vector<ShardRecord> records;
  std::error_code failure;
  fs::directory_iterator entries(shards_folder(output), failure);
  for (; !failure && entries != fs::directory_iterator(); entries.increment(failure)) {
    if (entries->path().extension() != ".json") continue;
    if (std::optional<ShardRecord> record = read_record(entries->path())) records.push_back(*record);
  }
  std::ranges::sort(records, {},
                    [](const ShardRecord& r) { return std::tuple(r.shard.count, r.shard.index); });
  return records;
}

}  // namespace folio
