#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

struct GridSearch {
  double min_pitch = 0.7,
         max_pitch = 1.9;       ///< in letter heights, which joined letters may overstate
  double max_lean = 0.03;       ///< dx per dy of columns on a page whose rows are level: 1.7 degrees
  double min_confidence = 0.5;  ///< of a pitch; see find_pitch
};

/// Fits the rasters of the typewriters that typed a page; sets `grid_idx` of each line.
/// A machine is a pitch (find_pitch); the lines whose letters keep to it are its lines, and the others are
/// searched for a second one. A machine's lines are gathered by phase (gather_phases): each margin, and each
/// platen shift, has a grid of its own. Pitch and lean are fitted to the letters of all of a machine's grids
/// at once (fit_raster), the line step to all lines of the page that its lines surround, typed surely or not
/// (find_line_step). Short lines join the grid that their letters agree with.
/// The grid that most lines stand on comes first. Pitch and step are exact to about 0.1 % on a page of ten
/// lines. Nothing is claimed where no pitch stands out: proportional print, handwriting, a few words. A curl
/// of more than a third of a cell splits a grid; two machines whose pitches differ by less than 1 % are one.
/// `ink`: CV_8UC1, 255 = ink, of the page that the lines and components were found on.
std::vector<TypewriterGrid> fit_grids(const cv::Mat& ink, const std::vector<Component>& components,
                                      double letter_height, std::vector<InkLine>& lines,
                                      const GridSearch& search = {});

}  // namespace folio
