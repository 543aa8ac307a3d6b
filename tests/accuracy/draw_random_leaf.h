#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "support/random_leaf.h"

namespace folio {

/// Writes the scan of a random leaf of this kind to `file`, and what the program takes its ink for to
/// `file`.layers.png. `scan`: "color", "gray" or "bilevel". Throws Error{arguments} for another, and
/// Error{file_access}. Returns 0.
int draw_random_leaf(std::uint64_t seed, testing::LeafKind kind, const std::string& file,
                     std::string_view scan);

}  // namespace folio
