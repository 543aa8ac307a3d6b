#pragma once

#include <optional>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// How unlike all others on the page each letter is. A machine strikes each letter with the same type, time
/// and again; a pen never draws the same letter twice. For each component of letter size: ln(d / usual d),
/// where d is 1 - correlation with the second most alike component of about its size, both brought to six
/// pixels a letter height and blurred a little, and the usual d is the page's median: about 0 for typing, 1.5
/// and more for most handwriting, and for typing that occurs once or twice. Nothing for components of other
/// sizes, and for all when the page has fewer than 40 letters.
std::vector<std::optional<double>> measure_novelty(const SegmentedPage& page);

}  // namespace folio
