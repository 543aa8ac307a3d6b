#pragma once

#include <cstdint>
#include <vector>

#include "drawing/canvas.h"
#include "drawing/typewriter.h"
#include "foreign/freetype_face.h"

namespace folio {

/// What a stamp left: its lines of text (that of the ring first), each a list of words, and the box of all.
struct DrawnStamp {
  std::vector<std::vector<DrawnWord>> lines;
  Box box;
};

/// Presses a stamp onto the sheet, with more ink here and less there.
DrawnStamp press_stamp(Canvas& canvas, const FreetypeFace& face, const Stamp& stamp, std::uint64_t seed);

}  // namespace folio
