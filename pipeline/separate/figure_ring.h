#pragma once

#include <opencv2/core.hpp>

#include "core/geometry.h"

namespace folio {

/// Whether a round outline is a ring that a pen drew around figures, as archivists do with the numbers of
/// leaves, and no stamp's: not larger than a coin, and with nothing in it or pieces at least a third as high
/// as the ring. A stamp's letters are far lower; a coat of arms is not, but its stamps are larger.
/// `ink`: CV_8UC1, without the machine's; `ring`: the outline's box; `unit`: the page's letter height,
/// pixels.
bool is_figure_ring(const cv::Mat& ink, const Box& ring, double unit);

}  // namespace folio
