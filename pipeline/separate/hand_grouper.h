#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/layered_page.h"

namespace folio {

struct HandWriting {
  std::vector<LayerLine> lines;
  std::vector<LayerRegion> regions;  ///< signatures, and what is too high for a line
};

/// Puts the pen's ink together into lines and regions (written_lines.h), says by their place what they are
/// for (hand_roles.h), and gives what belongs into the typed text its place there: the foot of its caret
/// (caret_finder.h), the end of the struck words that it replaces, else where it stands. Ink too small to be
/// writing is cleared from the hand's mask. `page` has its masks, its typed lines in reading order and their
/// strikes; `unit`: letter height, `frame`: of the sheet, both in pixels.
HandWriting group_hand(LayeredPage& page, double unit, const Box& frame);

/// Takes a line for figures: they stand on the box's foot and fill its height.
void frame_figures(LayerLine& line);

}  // namespace folio
