#pragma once

#include <opencv2/core.hpp>

#include "page/layer.h"

namespace folio {

/// Brings the edges of masks to where the ink ends. `even_gray` (CV_8UC1, of the masks' size) has its
/// background evened out: paper near 255. A pixel belongs to a layer that it touches or lies two pixels from
/// if it is at least 0.45 times as dark as the layer's darkest ink within five pixels: near half of a
/// stroke's own darkness, where its edge is whether it is faint or heavy. So masks that were found on a
/// turned or enlarged copy, or against darker ink near by, get back what they lost of a stroke, and lose what
/// is paper.
/// A pixel in no mask goes to the nearest layer, or to both where two are as near; one that is in a mask goes
/// to no other. Masks may be up to two pixels off; ink that no mask touches stays in none, and grey values of
/// 0 and 255 alone (scans of one bit) are fine.
void fit_ink_edges(const cv::Mat& even_gray, LayerMasks& masks);

}  // namespace folio
