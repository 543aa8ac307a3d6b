#pragma once

#include <vector>

namespace folio {

/// Where the cells of one line begin.
struct LinePhase {
  double phase = 0;   ///< in cells, [0, 1)
  double y = 0;       ///< height of the line, in cells
  double weight = 0;  ///< letters
};

/// Lines whose cells stand under each other.
struct PhaseGroup {
  double phase = 0;       ///< at y = 0, in cells
  double lean = 0;        ///< of the columns: phase per y
  std::vector<int> idxs;  ///< of its lines, ascending
};

/// Gathers the lines of one machine by phase: lines typed without moving the paper share one, but for a lean
/// (the sheet was scanned or cut askew) found together with it. The pair (phase, lean) is taken on which most
/// letters agree (a mode, so that lines of another phase have no say), then the next among what is left, at a
/// lean like the first's. Groups come largest first; each line is in one. Leans beyond `max_lean` are not
/// found, nor a curl of more than a third of a cell over the page.
std::vector<PhaseGroup> gather_phases(const std::vector<LinePhase>& lines, double max_lean);

}  // namespace folio
