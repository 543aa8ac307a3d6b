#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace folio {

/// Slope (dy/dx, positive when it falls to the right) of lines of handwriting: the one at which the rows are
/// told apart best, as Postl (1986) does for pages, from -0.7 to 0.7 in steps of 0.04. Exact to a step.
/// `points`: pixels of ink, some thousands are enough; `row`: height of a row of the sums, pixels.
/// 0 when no slope tells the rows apart by a tenth better than the level.
double slope_of_writing(const std::vector<cv::Point>& points, double row);

/// The slope near `slope` (0.04 to each side, in steps of 0.004) at which rows are told apart best: what a
/// block of many words needs, whose rows a coarse slope would smear.
double refined_slope(const std::vector<cv::Point>& points, double row, double slope);

}  // namespace folio
