#pragma once

#include <array>
#include <opencv2/core.hpp>

#include "page/page_text.h"

namespace folio {

/// Where a line lies on its page: along its baseline, from a little above its capitals to a little below its
/// feet. Pixels of the scan as displayed.
struct LineBand {
  Baseline baseline;      ///< from its first word to its last, as seen upright
  double above = 0;       ///< from the baseline up
  double below = 0;       ///< from the baseline down
  double side = 0;        ///< beyond both ends
  int quarter_turns = 0;  ///< clockwise turns that bring it upright
  Box box;                ///< of a turned line, which is cut as it stands

  /// Its corners clockwise from the upper left one, not clipped.
  std::array<cv::Point2d, 4> corners() const;
};

LineBand band_of(const TextLine& line);

/// A line cut from the scan, leveled and straightened along its baseline, turned upright; of the scan's type
/// (CV_8UC1 or CV_8UC3), not scaled. What lies beyond the scan is paper.
///
/// With `labels` (numbers of Layer, CV_8UC1, in the scan's size) only the ink of the line's own layer and of
/// its own words is kept, and the strikes over its struck words; other ink becomes paper, of the line's
/// median brightness. Without (an empty matrix): the raw cut.
cv::Mat picture_of_line(const PageText& page, size_t line_idx, const cv::Mat& pixels, const cv::Mat& labels);

}  // namespace folio
