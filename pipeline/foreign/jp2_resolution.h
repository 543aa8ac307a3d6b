#pragma once

#include <string_view>
#include <utility>

namespace folio {

/// Pixels per inch {x, y} by the boxes of a JP2 file (ISO/IEC 15444-1, I.5.3.7): that of capture ("resc")
/// before that of display ("resd"); zeros when there is none. `header_boxes` is the
/// content of its box "jp2h".
std::pair<double, double> jp2_resolution(std::string_view header_boxes);

}  // namespace folio
