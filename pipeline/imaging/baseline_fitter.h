#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// Fits the baseline under the feet of a line's letters (x of the letter's middle, y of its lower edge,
/// pixels) from `x0` to `x1`, by least squares with outliers trimmed in four rounds: descenders, commas and
/// underlined letters fall out. `letter_height` in pixels sets how far a foot may lie off. Few or narrow feet
/// give a baseline of slope `expected_slope` at their median; a slope steeper than `expected_slope` ± 0.02 is
/// chance and is not believed. A parabola is fitted where a line of twenty letters or more follows it clearly
/// better than a straight one, as on a curled page. No feet: a level line at 0.
Baseline fit_baseline(const std::vector<cv::Point2d>& feet, double x0, double x1, double letter_height,
                      double expected_slope = 0);

}  // namespace folio
