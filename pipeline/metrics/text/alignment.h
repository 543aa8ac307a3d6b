#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace folio {

enum class EditKind : unsigned char { match, substitution, insertion, deletion };

/// One step of the way from a truth to a hypothesis. Positions count symbols from zero; a step that takes no
/// symbol of a side names the place before which it happens (the side's length at its end).
struct Edit {
  EditKind kind = EditKind::match;
  size_t truth = 0;
  size_t hypothesis = 0;
  bool operator==(const Edit&) const = default;
};

/// The steps that make the truth into the hypothesis, in order: each symbol of either side is in exactly one.
/// The number of those that are no match is the least possible (Levenshtein distance); of several ways as
/// short always the same one is given. Both sides empty: no steps. Symbols are grapheme clusters or words,
/// any number of different ones.
///
/// Exact for any input. Time grows with the length times the distance over 64, memory with the length (and
/// its square root times a 64th of the distance): see banded_alignment.h.
std::vector<Edit> align(const std::vector<std::string>& truth, const std::vector<std::string>& hypothesis);

}  // namespace folio
