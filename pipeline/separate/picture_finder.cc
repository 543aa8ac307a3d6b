#include "separate/picture_finder.h"

#include <algorithm>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"

namespace folio {
namespace {

constexpr double kCoarsePerMm = 1.5;    // pixels; a typed line and the space to the next are six
constexpr double kNoPaperWithinMm = 5;  // lines of writing stand closer, but leave paper between them
constexpr double kDark = 0.62;          // of the paper's brightness: stains and shadows are seldom as dark
constexpr double kLeastSideMm = 25;
constexpr double kFilled = 0.6;  // of its box that a picture fills: a torn edge's shadow does not

}  // namespace

std::vector<Box> find_pictures(const cv::Mat& scan, const Box& frame, double pixels_per_mm) {
  std::vector<Box> pictures;
  const double scale = std::min(1.0, kCoarsePerMm / pixels_per_mm);
  if (frame.empty() || std::min(scan.cols, scan.rows) * scale < kLeastSideMm) return pictures;
  cv::Mat coarse;
  cv::resize(scan, coarse, {}, scale, scale, cv::INTER_AREA);
  if (coarse.empty()) return pictures;
  if (coarse.channels() == 3) cv::cvtColor(coarse, coarse, cv::COLOR_BGR2GRAY);
  // The brightest tenth of the page is paper, unless a picture fills the sheet: then it is nearly white in
  // places itself.
  std::vector<uchar> values(coarse.begin<uchar>(), coarse.end<uchar>());
  const auto bright = values.begin() + static_cast<long>(values.size() * 9 / 10);
  std::nth_element(values.begin(), bright, values.end());
  const int size = std::max(3, cvRound(kNoPaperWithinMm * kCoarsePerMm) | 1);
  const cv::Mat around = cv::getStructuringElement(cv::MORPH_RECT, {size, size});
  cv::Mat brightest, dark, labels;
  cv::dilate(coarse, brightest, around);
  dark = brightest < kDark * *bright;
  cv::dilate(dark, dark, around);  // back to its full extent
  std::vector<Component> pieces = find_components(dark, labels);
  std::ranges::stable_sort(pieces, std::ranges::greater(), &Component::area);
  for (const Component& piece : pieces) {
    const double least = kLeastSideMm * pixels_per_mm * scale;
    if (piece.box.width() < least || piece.box.height() < least) continue;
    if (piece.area < kFilled * static_cast<double>(piece.box.area())) continue;
    const auto back = [&](int at) { return cvRound(at / scale); };
    const Box box =
        clip({back(piece.box.x0), back(piece.box.y0), back(piece.box.x1), back(piece.box.y1)}, scan.size());
    if (2 * intersect(box, frame).area() >= box.area()) pictures.push_back(box);
  }
  return pictures;
}

}  // namespace folio
