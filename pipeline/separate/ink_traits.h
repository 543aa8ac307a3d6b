#pragma once

#include <array>
#include <optional>
#include <vector>

#include "page/segmented_page.h"
#include "separate/ink_net.h"

namespace folio {

/// What one piece of ink looks like.
struct InkTraits {
  double stroke_width = 0;  ///< pixels: twice the area over the length of the outline
  double darkness = 0;      ///< mean of 255 - grey
  /// Mean likelihood of each layer over its pixels, [0, 1], in the order of kInkLayers; all 0 without odds.
  std::array<double, 5> likelihood{};

  std::optional<double>
      novelty;  ///< how unlike all other letters it is: letter_novelty.h; measure_ink() leaves it out

  double likelihood_of(Layer layer) const { return likelihood[static_cast<size_t>(layer) - 1]; }
};

/// Traits of each component of `page`, in their order. One pass over the ink. `odds`: of the page; may be
/// empty.
std::vector<InkTraits> measure_ink(const SegmentedPage& page, const LayerOdds& odds = {});

}  // namespace folio
