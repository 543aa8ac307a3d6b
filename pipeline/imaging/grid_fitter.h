#pragma once

#include <optional>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

struct GridSearch {
  double min_pitch = 0.9,
         max_pitch = 1.9;  ///< in letter heights: outside, half or double the pitch would fit too
  double min_confidence = 0.35;
};

/// Fits the raster of the typewriter: the pitch whose Fourier component in the white between letters is
/// strongest over all lines, each line with a phase of its own (margins shift); then the phase that most
/// lines share, and the line step from the distances of neighboring baselines. Exact to about 0.1 % of the
/// pitch on a page of ten lines. Returns nothing where no pitch stands out: proportional print, handwriting,
/// a few words.
std::optional<TypewriterGrid> fit_grid(const std::vector<InkLine>& lines,
                                       const std::vector<Component>& components, double letter_height,
                                       const GridSearch& search = {});

}  // namespace folio
