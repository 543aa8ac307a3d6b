#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// Whether pieces are there that may reach over two lines: more than two letter heights high, and no picture.
bool may_reach_over_lines(const std::vector<Component>& components, double letter_height);

/// Parts pieces of ink in which letters of two or more typed lines hang together: tails that run into the
/// capitals below, accents into the feet above, as at one interval. A piece is cut along the level row of its
/// least ink between the baseline of one line and the heads of the next one, where that is narrow: a tail or
/// two. `lines` are those of the other pieces; lines whose letters stand on their baselines are typed, and
/// nothing is cut between others, since a pen's loops go where they want. The row cut through (one pixel
/// high) becomes 0 in `labels`. True where a piece was cut: its components are to be found anew. Stops
/// working where most letters hang together, since no lines are known then.
std::vector<int> part_lines(const std::vector<Component>& components, const std::vector<InkLine>& lines,
                            double letter_height, cv::Mat& labels);

}  // namespace folio
