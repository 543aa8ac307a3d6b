#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "batch/shard.h"
#include "ingest/inputs.h"

namespace folio {

/// A page of which nothing is known: neither a reading nor why there is none.
struct MissingPage {
  std::filesystem::path file;
  int page = 0;  ///< counted from 1; 0 = the whole file
  size_t input_idx = 0;
  bool operator==(const MissingPage&) const = default;
};

/// Whether a manifest's pages are all accounted for.
struct Completeness {
  size_t done = 0;    ///< pages that are read: what is made from their text is written again where it is gone
  size_t failed = 0;  ///< pages, or whole files, that are recorded as failed
  std::vector<MissingPage> missing;  ///< in the manifest's order; empty = complete
};

/// Looks for each page of the inputs in the output folder. `failed`: stems of the pages, and of the files as
/// a whole, that are recorded as failed. How many pages a file has is told by the record of any of them; a
/// file with failed pages only has those. A page whose reading is gone or cut
/// (reading_is_there) is missing. Reads done.json of each page and the sizes of its files, one page at a
/// time.
Completeness check_completeness(const std::vector<Input>& inputs, const std::filesystem::path& output,
                                const std::set<std::string>& failed);

/// The shards of `count` that missing pages belong to, by index.
std::vector<int> shards_of(const std::vector<MissingPage>& missing, int count);

/// The count that most of the records have, the larger one of equals; 1 where there is none.
int usual_count(const std::vector<ShardRecord>& records);

/// Ascending numbers as 1-3,7: the form in which Slurm's --array takes them. Empty for none.
std::string as_ranges(const std::vector<int>& numbers);

/// Throws Error{input} where shards of another manifest than this one have run into the folder.
void check_shards_are_of(const std::string& manifest, const std::filesystem::path& output);

}  // namespace folio
