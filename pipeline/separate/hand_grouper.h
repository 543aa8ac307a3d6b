#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/layered_page.h"

namespace folio {

/// Puts the pen's ink (CV_8UC1) together into lines and regions, and says by their place what they are for:
/// above or within typed lines an insertion, at the upper right corner a leaf number, large and low on the
/// page a signature, else marginalia; body on a page that is written by hand. Ink too small to be writing is
/// cleared from `ink`. `typed_lines` are the page's typed lines, in reading order.
struct HandWriting {
  std::vector<LayerLine> lines;
  std::vector<LayerRegion> regions;
};
HandWriting group_hand(cv::Mat& ink, const std::vector<LayerLine>& typed_lines, double unit,
                       const Box& frame);

/// Takes a line for figures: they stand on the box's foot and fill its height.
void frame_figures(LayerLine& line);

}  // namespace folio
