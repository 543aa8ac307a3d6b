#pragma once

#include <string>
#include <vector>

#include "ingest/inputs.h"

namespace folio {

/// The frozen list of a batch's files: one path a line, in order, as expand_inputs found them. Read back as
/// @LIST it gives the same files and stems, whatever has come into their folders since. Paths are as they
/// were given, not made absolute: products name their image by this path, so the same list gives the same
/// bytes wherever the collection is mounted; commands that read the list run in the folder that the paths are
/// relative to. A path that a list would not take as it is (white space only, a byte order mark at its front)
/// gets "./" before it. Empty for no inputs.
/// Throws Error{input} for a path with a line end in it, which no list can name, and for an empty one.
std::string manifest_text(const std::vector<Input>& inputs);

/// SHA-256 of that text: the name by which shards and their merging tell that they share one list.
std::string manifest_id(const std::vector<Input>& inputs);

}  // namespace folio
