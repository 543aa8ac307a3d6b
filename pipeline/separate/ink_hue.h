#pragma once

#include <opencv2/core.hpp>

#include "page/upright_page.h"

namespace folio {

/// Hue of an ink, from its optical densities D = ln(paper / ink) in red, green and blue: what light it
/// swallows more of than a black ink would. Both are 0 for black, grey and pencil whatever the paper's tint,
/// and do not depend on how strong the ink is. About [-0.5, 0.5] each.
struct InkHue {
  double red_blue = 0;  ///< (D_red - D_blue) / sum: positive for blue ink, negative for red and brown
  double green = 0;     ///< (D_green - mean(D_red, D_blue)) / sum: positive for violet, negative for green
};

/// Hues over a page, at half its resolution (most scans hold color no finer). Empty for a grey scan.
class HueMap {
 public:
  explicit HueMap(const UprightPage& page);

  bool empty() const { return density_.empty(); }
  /// Hue around pixel (x, y) of the page. Where there is little ink it is noise: see density().
  InkHue at(int x, int y) const;
  /// D_red + D_green + D_blue around the pixel: 0 = paper, 3 = a twentieth of the paper's light.
  double density(int x, int y) const { return density_(cell_y(y), cell_x(x)); }

 private:
  int cell_x(int x) const { return std::min(x / 2, density_.cols - 1); }
  int cell_y(int y) const { return std::min(y / 2, density_.rows - 1); }
  cv::Mat_<float> red_blue_, green_, density_;  // the first two not yet divided by the density
};

}  // namespace folio
