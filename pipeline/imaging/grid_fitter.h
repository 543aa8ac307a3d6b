#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

struct GridSearch {
  double min_pitch = 0.7,
         max_pitch = 1.9;  ///< in letter heights, which joined letters may overstate
  double min_confidence = 0.5;
};

/// Fits the raster of the typewriter: the pitch whose Fourier component in the white between letters is
/// strongest over all lines whose letters stand even, each line with a phase of its own (margins shift; half
/// the true pitch, its second harmonic, yields to it where both are strong); then the phase that most lines
/// share, and the line step from the distances of neighboring baselines. Exact to about 0.1 % of the pitch on
/// a page of ten lines. Returns nothing where no pitch stands out: proportional print, handwriting, a few
/// words. `ink`: CV_8UC1, 255 = ink, of the page that the lines and components were found on.
std::optional<TypewriterGrid> fit_grid(const cv::Mat& ink, const std::vector<InkLine>& lines,
                                       const std::vector<Component>& components, double letter_height,
                                       const GridSearch& search = {});

/// All grids of a page, the one that most lines stand on first; `grid_idx` of each line is set.
std::vector<TypewriterGrid> fit_grids(const cv::Mat& ink, const std::vector<Component>& components,
                                      double letter_height, std::vector<InkLine>& lines,
                                      const GridSearch& search = {});

}  // namespace folio
