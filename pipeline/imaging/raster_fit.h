#pragma once

#include <vector>

#include "imaging/typed_letters.h"

namespace folio {

/// Letters typed at one margin: their cells stand under each other.
using Stand = std::vector<TypedLetter>;

/// Columns of one machine: the left edge of cell n of stand s at the height y is
/// origins[s] + lean * y + n * pitch.
struct Raster {
  double pitch = 0;             ///< pixels
  double lean = 0;              ///< dx per dy
  std::vector<double> origins;  ///< one a stand, pixels
};

/// Fits pitch, lean and origins at once to the middles of letters by least squares, weighed anew in five
/// rounds (Huber 1964, k = 0.1 cell) with letters beyond a third of a cell left out; letters that no cell can
/// hold have no say. `start` must be known to a third of a cell over all the letters of a stand, which a
/// pitch right to 0.5 % is.
Raster fit_raster(const std::vector<Stand>& stands, const Raster& start);

/// Root mean square distance of the stand's middles from those of cells, in cells [0, 0.5]; 0 without
/// letters.
double residual_of(const Stand& stand, const Raster& raster, double origin);

/// Mean cosine of the letters' distances from cell middles, [-1, 1] (1 = all in the middle), and how many
/// letters told it.
struct Agreement {
  double cosine = 0;
  int letters = 0;
};
Agreement agreement_with(const Stand& stand, const Raster& raster, double origin);

}  // namespace folio
