#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace folio {

/// How clearly each piece stands out from what lies around it: by what share its mean darkness has fallen,
/// towards the paper's, `distance` pixels outside of its rim. 1 = it ends at once, as a pen's stroke and a
/// type do; about 0.5 and less = it fades away, as a stain, foxing and a crease's shadow do; below 0 = it is
/// darker around than inside.
/// `gray` (CV_8UC1) has its paper near 255; `labels` holds the pieces, numbered from 1 to `count`.
/// Pixels of pieces and of `ink` (CV_8UC1) are no surroundings. The answer's element of a number is that
/// piece's; the first is unused. A piece with no surroundings at all is clear: 1.
std::vector<double> rim_contrasts(const cv::Mat& gray, const cv::Mat& labels, int count, const cv::Mat& ink,
                                  int distance);

}  // namespace folio
