#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

#include "drawing/random.h"
#include "page/layer.h"

namespace folio {

/// A struck word's place on the paper, millimeters.
struct StruckPlace {
  double left_mm = 0, right_mm = 0;
  double baseline_mm = 0;  ///< y, growing downwards
  double x_height_mm = 0;
};

/// One stroke of the pen.
struct StrikeWay {
  std::vector<cv::Point2d> points_mm;  ///< of a smooth curve, on the paper
  double width_mm = 0.4;
  std::uint64_t seed = 0;  ///< of the pen's shaking
};

/// The pen's strokes that strike a word out. A line is one level stroke (with `maybe_twice` two in three of
/// ten words), a double line two; a zigzag goes up and down every one to three x-heights; crosses are one
/// large one or one every few letters; slanted strokes are one over a short word or one every letter or two.
/// Empty for what no pen does.
std::vector<StrikeWay> strike_ways(StrikeKind kind, bool maybe_twice, const StruckPlace& place,
                                   Random& random);

}  // namespace folio
