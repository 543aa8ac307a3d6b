#pragma once

#include <optional>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// Baselines at equal distances.
struct LineStep {
  double step = 0;   ///< distance of neighboring rows along y, pixels
  double slope = 0;  ///< dy per dx of the rows
  std::vector<double>
      row_origins;  ///< of each line: baseline of some row at x = 0, as its stretch of rows has it
};

/// Finds the distance of the single rows of a typewriter. Each line's distance to the next one below it (that
/// stands under it, or next to nothing aside) votes, distances of two and three rows with a share; the step
/// with most votes wins. Then, lines are chained to stretches of whole steps (a platen moved between blocks,
/// or a line typed half a step up, starts another stretch), and the step is fitted to all stretches by least
/// squares with Huber's weights, each stretch with an origin of its own. `lines`: all of a page within the
/// block, figures and short lines included: what is left out may double the step. The order of lines does not
/// matter. Nothing where no two lines stand under each other.
std::optional<LineStep> find_line_step(const std::vector<InkLine>& lines, double letter_height);

}  // namespace folio
