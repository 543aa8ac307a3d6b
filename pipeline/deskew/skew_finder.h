#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "page/upright_page.h"

namespace folio {

struct SkewSearch {
  double max_degrees = 15;      ///< angles from -max to +max are tried
  double min_confidence = 0.2;  ///< below this, nothing is returned
  int max_points = 60000;       ///< ink pixels that are looked at, taken by chance, always the same ones
};

/// Finds the skew of text rows: the shear under which the row sums of the ink change most sharply from row to
/// row (Postl 1986; Bloomberg et al. 1995). Rows are smoothed so that every shear blurs them alike: angles of
/// less than one pixel across the page do not alias to zero. `ink`: CV_8UC1, 255 = ink, best without borders,
/// specks and long strokes; exact to about a third of a pixel across the text.
/// Returns nothing when no angle stands out by `min_confidence`, as on a page without rows.
std::optional<Skew> find_skew(const cv::Mat& ink, const SkewSearch& search = {});

}  // namespace folio
