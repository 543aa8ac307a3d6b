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

/// Measures the columns of a typewriter on the same ink, whose rows have this skew: the lean, within two
/// degrees of upright on the rows, under which the white between letters stacks up most sharply over all
/// lines. Sets `column_degrees` and `column_confidence`; leaves them at 0 where no lean stands out, as in
/// print, in handwriting, and on pages of few lines.
void find_columns(const cv::Mat& ink, Skew& skew);

}  // namespace folio
