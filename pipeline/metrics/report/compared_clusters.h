#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "metrics/normalization.h"

namespace folio {

/// A grapheme cluster of a text, or a run of white space, as it stands and as it is compared.
struct ComparedCluster {
  std::string text;
  std::string compared;    ///< empty: the normalizations take it away
  bool ends_line = false;  ///< white space with a line end
};

/// All clusters of the text, in order.
std::vector<ComparedCluster> compared_clusters(std::string_view text, const Normalizations& normalizations);

}  // namespace folio
