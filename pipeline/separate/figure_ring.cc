#include "separate/figure_ring.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "imaging/components.h"

namespace folio {
namespace {

constexpr double kLargest = 10;  // letter heights: 20 mm; seals have 30 mm and more
constexpr double kInside = 0.7;  // of the ring's width and height: within its line and a stamp's rim text
constexpr double kFigureShare = 0.33;  // of the ring's height
constexpr double kSpeck = 0.3;         // letter heights

}  // namespace

bool is_figure_ring(const cv::Mat& ink, const Box& ring, double unit) {
  const Box box = clip(ring, ink.size());
  if (box.empty() || std::max(ring.width(), ring.height()) > kLargest * unit) return false;
  cv::Mat inside = cv::Mat::zeros(box.height(), box.width(), CV_8UC1);
  const cv::Size axes(cvRound(0.5 * kInside * ring.width()), cvRound(0.5 * kInside * ring.height()));
  cv::ellipse(inside, {box.width() / 2, box.height() / 2}, axes, 0, 0, 360, 255, cv::FILLED);
  inside &= ink(to_rect(box));
  cv::Mat labels;
  int highest = 0;
  for (const Component& piece : find_components(inside, labels))
    highest = std::max(highest, piece.box.height());
  return highest < kSpeck * unit || highest >= kFigureShare * ring.height();
}

}  // namespace folio
