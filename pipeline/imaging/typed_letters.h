#pragma once

#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// Piece of ink that may be one letter of a line.
struct TypedLetter {
  double x = 0;      ///< its middle, pixels
  double y = 0;      ///< baseline beneath it, pixels
  double width = 0;  ///< pixels
};

/// The pieces of a line as high as letters (0.6 to 2.3 letter heights) and no wider than `max_width`, from
/// left to right.
std::vector<TypedLetter> typed_letters(const InkLine& line, const std::vector<Component>& components,
                                       double letter_height, double max_width);

/// Share of a line's letters that stand on its baseline, [0, 1]: stamps, scribbles and writing by hand have
/// little. 0 for a line without letters.
double evenness_of(const InkLine& line, const std::vector<Component>& components, double letter_height);

/// How letters sit in cells of one pitch, whatever their common phase.
struct CellFit {
  double phase = 0;      ///< mean of their middles, in cells [0, 1)
  double coherence = 0;  ///< [0, 1]; mean squared length of the phase vector, less what chance gives
  double chance = 1;     ///< how likely letters strewn evenly sit that well, [0, 1]
};

/// Of the letters that one cell can hold (0.3 to 1.1 of it). Chance 1 and coherence 0 for fewer than two.
CellFit fit_cells(const std::vector<TypedLetter>& letters, double pitch);

}  // namespace folio
