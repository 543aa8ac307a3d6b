#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "metrics/figure.h"

namespace folio {

/// Figures are named LAYER.MEASURE ("hand.cer", "struck.recall", "typed.iou"); those of the typed reading as
/// a whole by their measure alone ("cer"). Other names stand for these: "typed.cer" for "cer", and the
/// earlier "iou-typed", "struck-recall", "struck-precision", "inserted-recall", "inserted-precision".
///
/// The figure of that name; null when there is none.
const Figure* find_figure(const std::vector<Figure>& figures, std::string_view name);

/// Up to three names that are most like an unknown one, best first; of the same likeness in the order given.
std::vector<std::string> near_names(const std::vector<Figure>& figures, std::string_view name);

}  // namespace folio
