#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <optional>

namespace folio {

struct BendSearch {
  double max_slope = 0.14;   ///< dy per dx that rows may turn away from the page's own: 8 degrees
  double least_bend = 0.3;   ///< letter heights: a sixth of a line; less is left to curved baselines
  double least_gain = 1.08;  ///< times that rows must become sharper
  int max_points = 24000;    ///< ink pixels that are looked at
};

/// How the rows of a curled or slanting page run.
struct Bend {
  double mean_slope = 0;  ///< dy per dx, beyond the skew that was given
  double bend = 0;        ///< farthest that rows run from straight ones at their mean slope, pixels
  double gain = 1;        ///< sharpness of the flattened rows over that of straight ones
  /// How far below its flat place the ink lies, pixels of `ink`. Points are of the flattened picture, counted
  /// from the middle of `ink`, about which it is turned by skew and mean slope.
  std::function<double(const cv::Point2d&)> down_at;
};

/// Finds bent rows: those of a bound book near its back, of a page photographed at a slant. The slope of the
/// rows is measured in tiles by the sharpness of their sums, as find_skew() does on the page; a polynomial
/// (cubic along the rows, linear down the page, as cylinders and slanted planes ask for) is fitted to the
/// slopes, tiles that do not follow left out, and integrated along the rows. Three times,
/// the later ones on rows as flattened so far.
/// `ink`: CV_8UC1, letters only, 255 = ink; `degrees`: its skew; `letter_height` in its pixels. Returns
/// nothing where rows are straight to `least_bend`, where too few tiles have rows, or where flattening does
/// not make rows sharper. Sees no stretch along the rows.
std::optional<Bend> find_bend(const cv::Mat& ink, double degrees, double letter_height,
                              const BendSearch& search = {});

}  // namespace folio
