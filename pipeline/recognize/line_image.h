#pragma once

#include "page/layered_page.h"
#include "recognize/line_recognizer.h"

namespace folio {

/// Size of the line images that recognizers get. Heights in x-heights, measured from the baseline.
struct LineImageShape {
  double x_height = 16;  ///< pixels that small letters are brought to
  double above = 1.8;    ///< from the baseline up: capitals with an accent
  double below = 0.6;    ///< from the baseline down: descenders
  double side = 0.3;     ///< white at both ends: more is read as points
  int max_width = 8000;  ///< pixels; a longer line is brought to this width
};

/// Cuts a line of one layer out of the page: only ink of that layer and of the line's own pieces is kept
/// (with the soft edge around it), all else is paper; leveled along its baseline and straightened where it
/// bends, turned upright by its quarter turns, and scaled so that its small letters have a steady height.
/// Smaller originals are enlarged by cubic interpolation. `with_strikes`: the strikes' ink over it is kept
/// too.
LineImage cut_line(const LayeredPage& page, const LayerLine& line, const LineImageShape& shape = {},
                   bool with_strikes = false);

}  // namespace folio
