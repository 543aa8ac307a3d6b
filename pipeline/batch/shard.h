#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/inputs.h"

namespace folio {

/// One of `count` parts of a batch, which may run on machines of their own: 1 ≤ index ≤ count.
struct Shard {
  int index = 1;
  int count = 1;
  bool operator==(const Shard&) const = default;
};

/// "I/N", as 3/8. Nothing where the text is anything else, or N is above kMostShards.
std::optional<Shard> parse_shard(std::string_view text);
std::string to_string(Shard shard);  ///< 3/8
inline constexpr int kMostShards = 1'000'000;

/// The inputs of one shard, in order: the input at `idx` of the whole list belongs to shard 1 + idx mod N. A
/// pure function of the list's order, I and N. All inputs have their stems already, given over the whole
/// list, so that the products of two shards never meet. Neighbors go to different shards, and so do the pages
/// of one thick bundle. Empty where there are fewer inputs than shards.
std::vector<Input> inputs_of_shard(std::vector<Input> inputs, Shard shard);

/// How far a shard is, as its last attempt left it: OUT/stages/shards/I-of-N.json.
struct ShardRecord {
  Shard shard;
  std::string manifest;  ///< manifest_id of the whole list
  bool is_finished =
      false;  ///< all its pages are done or recorded as failed; false while it runs and when it was cut off
  bool operator==(const ShardRecord&) const = default;
};

/// The folder of what shards leave for each other and for their merging: OUT/stages/shards.
std::filesystem::path shards_folder(const std::filesystem::path& output);
/// I-of-N, the beginning of the names of a shard's files there.
std::string shard_file_stem(Shard shard);

/// Writes the record. Whole or not at all; the last of several writers wins. Throws Error{file_access}, and
/// Error{input} where shards of another manifest are in this folder.
void save_shard_record(const std::filesystem::path& output, const ShardRecord& record);

/// All records there, by count, then index; damaged ones are left out, as though the shard had not run. Empty
/// where no shard ran.
std::vector<ShardRecord> load_shard_records(const std::filesystem::path& output);

}  // namespace folio
