#pragma once

#include <optional>
#include <string>
#include <vector>

#include "page/segmented_page.h"
#include "support/random_leaf.h"

namespace folio {

/// How far the geometry found on one drawn page is from what was drawn.
struct PageGeometry {
  std::uint64_t seed = 0;
  testing::LeafKind kind = testing::LeafKind::prose;
  double dpi = 0;
  bool typed = true;
  double skew_error = 0;       ///< degrees, found minus drawn
  double skew_confidence = 0;  ///< [0, 1]
  double column_error = 0;     ///< degrees, of the columns' skew
  double column_confidence = 0;
  bool grid_found = false;
  double pitch_ratio = 0;  ///< found over drawn
  bool has_step = false;   ///< more than one row was drawn
  double step_ratio = 0;   ///< 0 = none found
  int lines = 0;           ///< typed lines drawn
  int lines_found = 0;     ///< of these, by one found line alone
  int lines_claimed = 0;   ///< found on the page, of whatever ink
  double bend_drawn = 0;   ///< line heights (two x-heights) that rows run from straight ones at the most
  double bend_left = 0;    ///< the same of the rows on the upright page
  bool in_order = true;    ///< the lines found come as they were typed
  double seconds = 0;      ///< of deskew and segment, this thread's processor time
};

/// Compares a page with the leaf that it was drawn from. A drawn line is found when one found line covers 80
/// % of its length, at a baseline at most 0.2 x-heights off at both ends and in the middle.
PageGeometry compare_geometry(const testing::RandomLeaf& wanted, const DrawnLeaf& drawn,
                              const SegmentedPage& found);

/// Figures over many pages. Shares are of the typed pages where the figure is defined; bent pages have
/// figures of their own only, since skew, pitch and step are not one on such a sheet.
struct GeometryFigures {
  double skew_mean = 0;             ///< mean absolute error, degrees
  double skew_within_tenth = 0;     ///< share of pages within 0.1 degrees
  double skew_worst_sure = 0;       ///< worst error of pages whose confidence is 0.5 or more, degrees
  double skew_worst = 0;            ///< of all
  double columns_within_tenth = 1;  ///< share of the pages with columns
  double pitch_within = 0;          ///< share of pages within 0.3 %
  double step_within = 0;           ///< the same for the line step
  double doubled_or_halved = 0;  ///< pages whose pitch or step is within 3 % of twice or half the drawn one
  double wrong_grids = 0;        ///< pages without typing where a grid is claimed
  double lines_found = 0;        ///< share of drawn lines
  double pages_in_order = 0;     ///< share of pages
  double bent_level = 1;         ///< share of bent pages whose rows come out straight to half a line height
  double bent_lines_found = 1;   ///< share of their lines
  double seconds_per_page = 0;
};
GeometryFigures figures_of(const std::vector<PageGeometry>& pages);

}  // namespace folio
