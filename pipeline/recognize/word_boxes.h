#pragma once

#include <vector>

#include "recognize/line_recognizer.h"

namespace folio {

/// Draws the words' boxes tight around their ink. A recognizer with CTC output knows only roughly where a
/// letter lies: between two words the boundary is put into the widest white between the middles of their
/// nearest letters, then each box shrinks or grows to the ink between its boundaries. A word without ink
/// between its boundaries keeps its box, and one that has nothing but paper there too is dropped: a network
/// reads something into the wide gap that taken-off handwriting leaves.
void fit_boxes(std::vector<ReadWord>& words, const LineImage& line);

/// Lets the boxes of typed words reach from the baseline to the height of capitals, where they do not yet:
/// "на" and "Он" are then equally high, "-" is found where a reader looks for it, and a line's words cover
/// the line.
void reach_type_height(std::vector<ReadWord>& words, const LineImage& line);

/// Boxes of what look like words in a line that was not read: ink parted by white of `min_gap` x-heights or
/// more, from left to right, in pixels of the line image. Pieces of ink under a fifth of an x-height wide and
/// high are left out.
std::vector<Box> ink_words(const LineImage& line, double min_gap = 0.5);

}  // namespace folio
