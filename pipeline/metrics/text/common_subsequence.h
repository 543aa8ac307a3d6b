#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace folio {

/// How many symbols two sequences have in common in their order: the length of the longest common
/// subsequence. By bit vectors (Hyyrö 2004), of which only the words that a symbol touches are worked out:
/// time grows with the pairs of equal symbols over 64.
size_t common_subsequence_length(const std::vector<std::string>& truth,
                                 const std::vector<std::string>& hypothesis);

}  // namespace folio
