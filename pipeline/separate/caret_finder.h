#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "core/geometry.h"

namespace folio {

/// Sign within a typed line that says where what is written above it belongs.
struct Caret {
  double foot_x = 0;  ///< where it points, pixels
  Box box;            ///< of its ink within the typed line
};

/// Finds the caret of an insertion: ink of the pen within the typed line below the writing, as high as half a
/// small letter or more and no wider than two and a half, standing free or hanging from the writing. It
/// points with its narrower end: a hook or a V downwards, a Λ upwards. Of several the one next to the writing
/// is taken. `hand`: CV_8UC1, 255 = the pen's ink; `writing`: box of the insertion; `baseline` and `x_height`
/// of the typed line, pixels. Returns nothing where the pen left no such sign. The tail of a letter that
/// reaches a typed baseline looks like one.
std::optional<Caret> find_caret(const cv::Mat& hand, const Box& writing, const Baseline& baseline,
                                double x_height);

}  // namespace folio
