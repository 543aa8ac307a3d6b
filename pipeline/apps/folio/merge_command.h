#pragma once

#include <string>
#include <vector>

#include "ingest/inputs.h"

namespace folio {

/// Tells which pages of the manifest are neither in `output` nor recorded as failed, and how the shards that
/// they belong to are run again. `list`: the INPUT arguments, for that. `shards`: how many there are; 0 = as
/// many as most of those that ran said. True when no page is missing. Throws Error where shards of another
/// manifest have run into the folder.
bool tell_completeness(const std::vector<Input>& inputs, const std::string& list, const std::string& output,
                       int shards);

}  // namespace folio
