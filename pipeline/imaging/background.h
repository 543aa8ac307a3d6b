#pragma once

#include <opencv2/core.hpp>

namespace folio {

/// Evens out uneven paper, shadow and stains: divides each pixel by the brightness of the paper around it, so
/// that paper comes out near 255 and ink keeps its contrast. The paper is the local maximum over about 1/50
/// of the page's longer side, smoothed; strokes and letters are thinner than that, so they do not count as
/// paper. `gray` is CV_8UC1 of any size; the answer has its size and type. Large solid dark areas are taken
/// for paper.
cv::Mat even_out_background(const cv::Mat& gray);

}  // namespace folio
