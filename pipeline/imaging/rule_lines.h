#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// Says of level rules which line they belong to: the one whose feet they lie under (`underline`, where
/// letters stand over two fifths of them), else the one that they go on along, beside its words. Sides of a
/// frame belong to none.
void attach_rules(std::vector<Rule>& rules, const cv::Mat& ink, const std::vector<InkLine>& lines,
                  const std::vector<Component>& components, double letter_height);

}  // namespace folio
