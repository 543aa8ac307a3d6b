#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "metrics/text/alignment.h"

namespace folio {

/// align() for symbols that are numbers below `symbol_count`.
///
/// Myers' bit-parallel columns (1999) in Hyyrö's block form (2003): 64 cells of the table in one step, in a
/// band that holds every way of at most k edits (Ukkonen 1985). k grows fourfold until the distance
/// found is within it, which proves it; a distance beyond k is still the length of some way, so it bounds the
/// next k, and is tried at once when a wider band has not shortened it.
/// The way is traced back over columns that are worked out a second time, from states kept at every
/// square-root-th column.
std::vector<Edit> banded_alignment(std::span<const uint32_t> truth, std::span<const uint32_t> hypothesis,
                                   size_t symbol_count);

}  // namespace folio
