#include "deskew/frame_finder.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "imaging/components.h"

namespace folio {
namespace {

constexpr double kDark = 0.45;        // of the paper's brightness
constexpr double kDarkShare = 0.4;    // share of dark pixels that makes a row a line's
constexpr double kLineReach = 0.045;  // of the side: how far from the edge a dark line may stand (1 cm on A4)
constexpr double kInk = 0.7;          // of the paper's brightness: pencil, too
constexpr double kLeastLetterMm = 1.2, kMostLetterMm = 12;
constexpr double kCrumbMm = 3;  // narrower gaps in the bed are no paper

/// Box around the largest piece of paper; empty where there is none.
Box paper_of(const cv::Mat& bed, double pixels_per_mm) {
  if (cv::countNonZero(bed) == 0) return {0, 0, bed.cols, bed.rows};
  cv::Mat paper = bed == 0, labels;
  const int crumb = std::max(3, cvRound(kCrumbMm * pixels_per_mm) | 1);
  cv::morphologyEx(paper, paper, cv::MORPH_OPEN, cv::Mat::ones(crumb, crumb, CV_8UC1));
  const std::vector<Component> pieces = find_components(paper, labels);
  const auto largest = std::ranges::max_element(pieces, {}, &Component::area);
  return largest == pieces.end() ? Box{} : largest->box;
}

/// Whether something as large as a letter stands free in `strip` (255 = ink).
bool has_letters(const cv::Mat& strip, double pixels_per_mm) {
  cv::Mat labels;
  return std::ranges::any_of(find_components(strip, labels), [&](const Component& piece) {
    const double longer = std::max(piece.box.width(), piece.box.height());
    return piece.box.y0 > 0 && piece.box.y1 < strip.rows && piece.box.x0 > 0 && piece.box.x1 < strip.cols &&
           longer >= kLeastLetterMm * pixels_per_mm && longer <= kMostLetterMm * pixels_per_mm;
  });
}

/// Rows to cut at the top of `page`, a part of the view: up to and with the innermost dark line.
int cut_of(const cv::Mat& page, int paper_brightness, double pixels_per_mm) {
  const int reach = static_cast<int>(page.rows * kLineReach);
  if (reach == 0) return 0;
  const cv::Mat dark = page.rowRange(0, reach) < kDark * paper_brightness;
  int first = -1, cut = 0;
  for (int y = 0; y < dark.rows; ++y) {
    if (cv::countNonZero(dark.row(y)) < kDarkShare * dark.cols) continue;
    if (first < 0) first = y;
    cut = y + 1;
  }
  if (cut == 0) return 0;
  const bool written =
      first > 0 && has_letters(page.rowRange(0, first) < kInk * paper_brightness, pixels_per_mm);
  return written ? 0 : cut + 1;
}

}  // namespace

Box find_frame(const CoarseView& scan, const cv::Mat& bed) {
  const cv::Size whole(scan.full_size);
  const Box paper = paper_of(bed, scan.pixels_per_mm);
  const bool enough = paper.width() > bed.cols / 3 && paper.height() > bed.rows / 3;
  if (!enough) return {0, 0, whole.width, whole.height};
  cv::Mat page = scan.gray.clone();
  page.setTo(scan.paper_brightness, bed);
  page = page(to_rect(paper));
  int cuts[4];  // left, top, right, bottom
  cuts[1] = cut_of(page, scan.paper_brightness, scan.pixels_per_mm);
  for (const int side : {0, 3, 2}) {
    cv::rotate(page, page, cv::ROTATE_90_CLOCKWISE);
    cuts[side] = cut_of(page, scan.paper_brightness, scan.pixels_per_mm);
  }
  const auto before = [&](int coarse) { return coarse == 0 ? 0 : static_cast<int>(coarse / scan.scale); };
  const Box frame{before(paper.x0 + cuts[0]), before(paper.y0 + cuts[1]),
                  whole.width - before(bed.cols - paper.x1 + cuts[2]),
                  whole.height - before(bed.rows - paper.y1 + cuts[3])};
  return frame;
}

}  // namespace folio
