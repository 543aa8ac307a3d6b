#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// Which way letters stand together. A letter's nearest neighbor is in its own row (O'Gorman 1993), typed
/// ones a pitch away and rows at least one and a half of that.
struct RowDirection {
  int letters = 0;     ///< whose nearest neighbor lies clearly beside or clearly above or below them
  double upright = 0;  ///< share of these whose neighbor lies beside them, [0, 1]
};

/// `components` of a page turned by up to 20 degrees either way of a quarter turn; `letter_height` in pixels.
RowDirection find_row_direction(const std::vector<Component>& components, double letter_height);

/// What tells the feet of letters from their heads on level lines, whatever the script.
struct FeetEvidence {
  int marks_at_feet = 0;    ///< stops and commas: small pieces between letters, on the baseline
  int marks_at_heads = 0;   ///< as high as the letters' heads: they would be stops, were the page turned over
  int lines = 0;            ///< long enough to have margins
  double aligned_left = 0;  ///< share of lines that begin at the most usual place, [0, 1]
  double aligned_right = 0;  ///< share that end at the most usual place

  /// Marks stand at heads and lines are flush on the right: worth asking a slower judge.
  bool looks_turned_over() const;
};

/// Finds lines of `components` (see group_lines) on a page with level rows, and looks at their marks and
/// ends.
FeetEvidence find_feet(const std::vector<Component>& components, double letter_height, const cv::Size& page);

}  // namespace folio
