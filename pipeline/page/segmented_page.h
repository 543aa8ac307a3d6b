#pragma once

#include <algorithm>
#include <memory>
#include <opencv2/core.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "core/geometry.h"
#include "page/upright_page.h"

namespace folio {

/// 8-connected piece of ink. `label` is its value in SegmentedPage::labels.
struct Component {
  Box box;
  int area = 0;  ///< pixels of ink
  int label = 0;
};

/// The raster of a typewriter: cells of one width, rows at multiples of one step. Pixels of the upright page.
/// Rows need not be level nor columns upright: paper slips on the platen, and sheets are cut askew.
struct TypewriterGrid {
  double pitch = 0;       ///< cell width, along x
  double line_step = 0;   ///< distance of the baselines of neighboring rows, along y; 0 = one line only
  double origin_x = 0;    ///< left edge of some cell, at the height origin_y
  double origin_y = 0;    ///< baseline of some row, at origin_x
  double lean = 0;        ///< dx per dy of the columns
  double slope = 0;       ///< dy per dx of the rows
  double residual = 0;    ///< root mean square distance of letter centers from cell centers, in cells
  double confidence = 0;  ///< [0, 1]

  /// Left edge of the cell that begins at the origin, in the row of height `y`.
  double origin_at(double y) const { return origin_x + lean * (y - origin_y); }
  /// Columns and rows from the origin, with fractions: whole numbers are left edges of cells and baselines.
  /// The row is 0 where the grid has one line only.
  cv::Point2d cell_at(const cv::Point2d& point) const {
    const double rise = point.y - origin_y - slope * (point.x - origin_x);
    return {(point.x - origin_at(point.y)) / pitch, line_step > 0 ? rise / line_step : 0};
  }
};

/// Line of ink that reads from left to right, whoever made it.
struct InkLine {
  Box box;  ///< of its components
  Baseline baseline;
  double x_height = 0;              ///< height of its small letters, pixels
  std::vector<int> component_idxs;  ///< into SegmentedPage::components, from left to right
  int grid_idx = -1;                ///< into SegmentedPage::grids; -1 = stands on none
};

/// Long thin straight ink that is no letter's: an underline, a row of typed `_`, a line to write on or a line
/// of a table. Upright where it is higher than wide.
struct Rule {
  Box box;
  double thickness = 0;    ///< pixels
  bool underline = false;  ///< lies under letters of its line
  int line_idx = -1;       ///< into SegmentedPage::lines, of the line that it lies under or beside; -1 = none
};

enum class BlockKind : unsigned char { body, table, marginal, page_number };

/// "body", "table", "marginal", "page-number".
std::string_view name_of(BlockKind kind);
std::optional<BlockKind> block_kind_from_name(std::string_view name);

/// Lines that belong together, in reading order.
struct TextBlock {
  BlockKind kind = BlockKind::body;
  Box box;
  std::vector<int> line_idxs;  ///< into SegmentedPage::lines
};

/// Stage segment: ink, its pieces, its lines, and the raster they were typed on. Coordinates of the upright
/// page.
struct SegmentedPage {
  std::shared_ptr<const UprightPage> upright;
  cv::Mat ink;        ///< CV_8UC1, 255 = ink
  cv::Mat rule_mask;  ///< CV_8UC1, 255 = ink of a rule and of no letter; empty = there are no rules
  /// Component::label, by LabelRow (CV_16UC1 or CV_32SC1); 0 = no ink, a rule's, or where pieces of two lines
  /// that touch were parted.
  cv::Mat labels;
  std::vector<Component> components;
  double letter_height = 0;           ///< usual height of small letters, pixels; 0 = no text
  std::vector<TypewriterGrid> grids;  ///< the one that most lines stand on first; empty: no pitch stands out
  std::vector<InkLine> lines;         ///< in reading order
  std::vector<TextBlock> blocks;      ///< by their first line; each line is in one
  std::vector<int> loose_idxs;        ///< components that belong to no line
  std::vector<Rule> rules;            ///< level ones from top to bottom, then upright ones

  /// Height of small letters to measure by, pixels: 4 where none is known or it is lower.
  double letter_unit() const { return std::max(4.0, letter_height); }
  /// The grid that most lines stand on; nullptr = none.
  const TypewriterGrid* main_grid() const { return grids.empty() ? nullptr : &grids.front(); }
  /// The grid that `line` stands on; nullptr = none.
  const TypewriterGrid* grid_of(const InkLine& line) const {
    return line.grid_idx < 0 ? nullptr : &grids[static_cast<size_t>(line.grid_idx)];
  }
};

}  // namespace folio
