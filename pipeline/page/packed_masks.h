#pragma once

#include <opencv2/core.hpp>

#include "page/layer.h"

namespace folio {

/// All masks in one CV_8UC1 image: bit n - 1 of a pixel is set where layer number n has ink.
cv::Mat pack(const LayerMasks& masks);

/// The other way round; bits beyond the five layers are left out.
LayerMasks unpack(const cv::Mat& packed);

}  // namespace folio
