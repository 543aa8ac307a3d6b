#pragma once

#include <string>
#include <string_view>

#include "drawing/draw_leaf.h"

namespace folio {

/// What STEM.truth.json says about a leaf; its pixel classes lie beside it in STEM.layers.png. Coordinates
/// are pixels of the scan.
struct LeafTruth {
  PageText text;
  DrawnGrid grid;
  Box frame;
};

LeafTruth truth_of(const DrawnLeaf& leaf);
std::string truth_to_json(const LeafTruth& truth);
/// Throws Error{input} when the text is no truth file.
LeafTruth truth_from_json(std::string_view json);

}  // namespace folio
