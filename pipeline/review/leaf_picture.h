#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "page/layer.h"

namespace folio {

/// What the review page shows of a leaf. All three are of one shape; a browser stretches them to `size`.
struct LeafPicture {
  cv::Size size;           ///< of `scan` and `layers`
  std::string scan_jpeg;   ///< the scan, reduced
  std::string paper_jpeg;  ///< much smaller: the paper with its ink filled by what is around it
  std::string layers_png;  ///< grey; 8 times the bits of the layers at a pixel, bit n - 1 for layer number n;
                           ///< empty = not known
};

/// `longest_side`: pixels that the picture has at most; no scan is enlarged. `masks`: on the scan; null = not
/// known. Masks are a pixel wider than the ink, so that nothing of it is left where they are covered.
LeafPicture leaf_picture(const cv::Mat& scan, const LayerMasks* masks, int longest_side = 2200);

}  // namespace folio
