#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace folio {

/// Takes into OUT/stages/journal.sqlite what the journals of all attempts of all shards say of pages that
/// failed and have not been done since. Done again it changes nothing. A journal that is damaged is left out
/// with a warning, as though that attempt had not run. Gives the stems of all that has failed, by that
/// journal; may name pages that are done by
/// now. Empty where no run left anything. Throws Error{file_access}.
std::set<std::string> gather_shard_journals(const std::filesystem::path& output);

}  // namespace folio
