#pragma once

#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// Superscripts and subscripts, typed with the platen turned by less than a row, join the line that they
/// belong to. Such a line is short; it stands higher or lower than its neighbor by less than a letter and a
/// quarter, so that their heights overlap; and its letters stand where the neighbor has gaps. An insertion
/// typed over letters stays a line of its own. `lines`: each with its pieces; a line that is taken in is
/// gone.
void attach_half_steps(std::vector<InkLine>& lines, const std::vector<Component>& components,
                       double letter_height);

}  // namespace folio
