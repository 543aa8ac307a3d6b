#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// First pixel of a mask's row from `x` on that is set (255); `columns` where there is none. Paper, most of a
/// page, is skipped many pixels at a time.
int next_ink(const uchar* row, int x, int columns);

/// Neighboring pixels of ink in one row, half-open, and the label of the piece that they belong to.
struct InkRun {
  int x0 = 0, x1 = 0, y = 0;
  int label = 0;
};

/// 8-connected pieces of ink, kept as runs. What a picture of labels tells as well, but its memory alone
/// costs more than finding the pieces where there is little ink: see find_components() for such a picture.
class InkRuns {
 public:
  /// `ink`: CV_8UC1, 0 or 255.
  explicit InkRuns(const cv::Mat& ink);

  /// In reading order, as rows and within them.
  const std::vector<InkRun>& runs() const { return runs_; }
  /// In the order of their first pixels; the piece of label n is pieces()[n - 1].
  const std::vector<Component>& pieces() const { return pieces_; }
  /// Label of the piece at a pixel; 0 = paper.
  int label_at(int x, int y) const;
  /// The piece's own pixels over its box, CV_8UC1.
  cv::Mat mask_of(const Component& piece) const;

 private:
  std::vector<InkRun> runs_;
  std::vector<size_t> first_of_row_;  ///< into runs_, one more than rows
  std::vector<Component> pieces_;
};

}  // namespace folio
