#pragma once

#include <cstdint>
#include <string>

#include "support/random_leaf.h"

namespace folio::testing {

/// A leaf of typing in which words are struck, each in a way drawn by chance: by a pen of any color (line,
/// double line, zigzag, cross, slant) or by the machine (х, /, -, #, m, another word over the letters). What
/// is no strike lies about it: underlines of machine and pen, rules of a table, words written in, notes in
/// the margin, initials. One page in four has no strike. 120 to 300 dpi, color, grey or 1-bit, worn type.
/// The same seed gives the same leaf.
struct StruckLeaf {
  LeafDescription leaf;
  ScanKind scan = ScanKind::color;
  std::string over;  ///< what the machine strikes out with on this leaf, over and over
};
StruckLeaf struck_leaf(std::uint64_t seed);

}  // namespace folio::testing
