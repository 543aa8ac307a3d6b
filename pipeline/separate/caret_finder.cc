#include "separate/caret_finder.h"

#include <algorithm>
#include <vector>

#include "imaging/components.h"
#include "page/label_row.h"

namespace folio {
namespace {

// Heights of the typed line's small letters. How far carets reach from the baseline, up and down; their
// least height and greatest width; how far beside the writing they may stand.
constexpr double kAbove = 1.1;
constexpr double kBelow = 0.8;
constexpr double kLeastHeight = 0.5;
constexpr double kGreatestWidth = 2.6;
constexpr double kAside = 3;

/// Horizontal extent of the piece in the rows [y0, y1).
struct Extent {
  int left = 0, right = 0;
  int width() const { return right - left; }
  double middle() const { return 0.5 * (left + right); }
};
Extent extent_of(const cv::Mat& labels, int label, const Box& box, int y0, int y1) {
  Extent out{box.x1, box.x0};
  for (int y = y0; y < y1; ++y) {
    const LabelRow row(labels, y);
    for (int x = box.x0; x < box.x1; ++x)
      if (row[x] == label) out.left = std::min(out.left, x), out.right = std::max(out.right, x + 1);
  }
  return out;
}

/// Where it points: with the narrower of its ends. One that hangs from the writing has its upper end there.
double foot_of(const cv::Mat& labels, const Component& piece, bool hangs) {
  const int end = std::max(1, piece.box.height() / 4);
  const Extent top = extent_of(labels, piece.label, piece.box, piece.box.y0, piece.box.y0 + end);
  const Extent bottom = extent_of(labels, piece.label, piece.box, piece.box.y1 - end, piece.box.y1);
  return hangs || 2 * bottom.width() <= 3 * top.width() ? bottom.middle() : top.middle();
}

}  // namespace

std::optional<Caret> find_caret(const cv::Mat& hand, const Box& writing, const Baseline& baseline,
                                double x_height) {
  const double line_y = baseline.y_at(writing.center_x());
  const int aside = cvRound(kAside * x_height);
  const Box band = clip({writing.x0 - aside, cvRound(line_y - kAbove * x_height), writing.x1 + aside,
                         cvRound(line_y + kBelow * x_height)},
                        hand.size());
  if (band.empty()) return std::nullopt;
  cv::Mat labels;
  std::optional<Caret> nearest;
  double least = 1e18;
  for (const Component& piece : find_components(hand(to_rect(band)), labels)) {
    const Box& box = piece.box;
    if (box.height() < kLeastHeight * x_height || box.width() > kGreatestWidth * x_height) continue;
    if (box.width() > 3 * box.height()) continue;
    // It reaches into the small letters' lower half.
    const double foot_height = line_y - (band.y0 + box.y1);
    if (foot_height > 0.5 * x_height) continue;
    const double x = band.x0 + box.center_x();
    const double off = std::max({writing.x0 - x, x - writing.x1, 0.0});
    if (off >= least) continue;
    least = off;
    const double foot = band.x0 + foot_of(labels, piece, box.y0 == 0);
    nearest = Caret{foot, {band.x0 + box.x0, band.y0 + box.y0, band.x0 + box.x1, band.y0 + box.y1}};
  }
  return nearest;
}

}  // namespace folio
