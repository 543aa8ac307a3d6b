#pragma once

#include <vector>

#include "reconcile/hand_spots.h"

namespace folio {

/// Groups of tokens on spots of ink, found by order. Indexes into the two lists that were given.
struct OrderMatch {
  std::vector<int> group_idxs;  ///< one, or two of one paragraph that share a region
  std::vector<int> spot_idxs;   ///< one, or two lines next to each other
  double distance = 0;
};

/// Puts groups to spots, both in order, so that widths, readings and roles are alike and each group lies
/// between the typed words around it. What has no likely partner is left out on either side. Stamps may lie
/// anywhere on the pages of their neighbors. `sizes`: by page. Time and memory grow with the product of the
/// two counts; beyond 4 million pairs nothing is matched.
std::vector<OrderMatch> match_by_order(const std::vector<const TokenGroup*>& groups,
                                       const std::vector<const Spot*>& spots,
                                       const std::vector<TypingSize>& sizes);

}  // namespace folio
