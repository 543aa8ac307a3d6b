#include "separate/strikes_by_form.h"

#include <algorithm>
#include <utility>

#include "separate/pen_removal.h"
#include "separate/sheet_edge.h"

namespace folio {
namespace {

constexpr double kLeastTyped = 0.05;  // share of typed ink in what a strike goes through

}  // namespace

std::shared_ptr<const SegmentedPage> StrikesByForm::take_off(const cv::Mat& ink, const cv::Mat& colored,
                                                             const cv::Mat& other,
                                                             std::shared_ptr<const SegmentedPage> machine) {
  cv::Mat pen = other.clone();
  int taken = 0;
  for (int round = 0; round < 2; ++round) {
    for (const InkLine& line : machine->lines) {
      for (Stroke& stroke : find_strokes(ink, colored, search_in(line, page_))) {
        if (is_known(stroke)) continue;
        pen(to_rect(stroke.area)).setTo(255, stroke.mask);
        strokes_.push_back(std::move(stroke));
      }
    }
    const int now = cv::countNonZero(pen);
    if (now == taken) break;
    taken = now;
    machine = page_without_pen(page_, pen);
  }
  return machine;
}

bool StrikesByForm::is_known(const Stroke& stroke) const {
  return std::ranges::any_of(strokes_, [&](const Stroke& other) {
    return 2 * intersect(stroke.area, other.area).area() > stroke.area.area();
  });
}

void StrikesByForm::place(LayeredPage& out) const {
  cv::Mat& hand = out.masks[Layer::hand];
  for (const Stroke& stroke : strokes_) {
    const cv::Rect rect = to_rect(stroke.area);
    const cv::Mat through = out.masks[Layer::typed](to_rect(stroke.strike.box));
    if (cv::countNonZero(through) > kLeastTyped * static_cast<double>(stroke.strike.box.area())) {
      out.masks[Layer::strike](rect).setTo(255, stroke.mask);
      hand(rect).setTo(0, stroke.mask);
      out.strikes.push_back(stroke.strike);
    } else if (!lies_along_edge(stroke.area, page_.upright->frame, page_.letter_unit())) {
      hand(rect).setTo(255, stroke.mask);
    }
  }
}

}  // namespace folio
