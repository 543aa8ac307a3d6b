#pragma once

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

/// The raster of a typewriter: cells of one width, lines at multiples of one step. Pixels of the upright
/// page.
struct TypewriterGrid {
  double pitch = 0;       ///< cell width
  double line_step = 0;   ///< distance of neighboring baselines; 0 = one line only
  double origin_x = 0;    ///< left edge of some cell; cells start at origin_x + n * pitch
  double residual = 0;    ///< root mean square distance of letter centers from cell centers, in cells
  double confidence = 0;  ///< [0, 1]
};

/// Line of ink that reads from left to right, whoever made it.
struct InkLine {
  Box box;  ///< of its components
  Baseline baseline;
  double x_height = 0;              ///< height of its small letters, pixels
  std::vector<int> component_idxs;  ///< into SegmentedPage::components, from left to right
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
  cv::Mat ink;     ///< CV_8UC1, 255 = ink
  cv::Mat labels;  ///< CV_32SC1, 0 = no ink, else Component::label
  std::vector<Component> components;
  double letter_height = 0;            ///< usual height of small letters, pixels; 0 = no text
  std::optional<TypewriterGrid> grid;  ///< nothing where no pitch stands out
  std::vector<InkLine> lines;          ///< in reading order
  std::vector<TextBlock> blocks;       ///< by their first line; each line is in one
  std::vector<int> loose_idxs;         ///< components that belong to no line
};

}  // namespace folio
