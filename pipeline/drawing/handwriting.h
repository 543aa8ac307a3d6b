#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawing/canvas.h"
#include "drawing/typewriter.h"
#include "foreign/freetype_face.h"

namespace folio {

/// Where a line of handwriting goes.
struct HandPlace {
  double x_mm = 0, y_mm = 0;  ///< left end of the baseline, on the paper
  double turn_degrees = 0;    ///< clockwise
  double size = 1;            ///< in x-heights of the hand
};

/// Length of the line when written, in millimeters.
double handwriting_width_mm(const FreetypeFace& face, const Hand& hand, const std::string& text, double size);

/// Writes a line; letters sway about the baseline, and lean and grow a little. Returns its words.
/// Throws Error{arguments} when the face lacks a character.
std::vector<DrawnWord> write_by_hand(Canvas& canvas, Layer layer, const FreetypeFace& face, const Hand& hand,
                                     const std::string& text, const HandPlace& place, std::uint64_t seed);

}  // namespace folio
