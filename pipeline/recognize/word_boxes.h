#pragma once

#include <vector>

#include "recognize/line_recognizer.h"

namespace folio {

/// Draws the words' boxes tight around their ink. A recognizer with CTC output knows only roughly where a
/// letter lies: between two words the boundary is put into the widest white between the middles of their
/// nearest letters, then each box shrinks or grows to the ink between its boundaries. A word without ink
/// there keeps its box.
void fit_boxes(std::vector<ReadWord>& words, const LineImage& line);

}  // namespace folio
