#pragma once

#include <string>
#include <vector>

#include "drawing/draw_leaf.h"

namespace folio::testing {

/// Faces of Debian's fonts-cmu, under the names that descriptions use by default: "typewriter", "hand" (an
/// italic: no script face with Cyrillic is in Debian), "stamp", "print". One set a thread.
const Faces& debian_faces();

/// `count` lines of Russian prose, 40 to 60 characters each, the first one indented. Always the same.
std::vector<std::string> prose_lines(int count);

/// A clean typed page with these lines and nothing else: 300 dpi, white, upright, pitch 2.6 mm, step 4.25 mm,
/// one and a half steps from line to line, left margin 30 mm. Change what the test is about and draw it.
LeafDescription plain_leaf(const std::vector<std::string>& lines);

/// One page with every layer: worn typing on toned paper, a word struck by pen, one typed over, an insertion
/// above the line, a marginal note, a signature with a flourish, a struck leaf number, a stamp over typing, a
/// printed line.
LeafDescription layered_leaf();

}  // namespace folio::testing
