#include "separate/page_kind_finder.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace folio {
namespace {

constexpr double kPictureShare = 0.25;  // of the paper
constexpr double kAllByHand = 0.85;     // share of the writing on a handwritten page
constexpr double kFilledIn = 0.08;      // share of handwriting from which print is a form
constexpr double kLeastWriting = 6;     // square letter heights of ink: two short words
constexpr double kSureWriting = 60;     // the same from which there is enough to tell the kind by

/// [0.5, 1]: how far a share is from the border that decides.
double clear_of(double share, double border) {
  return 0.5 + 0.5 * std::min(1.0, std::abs(share - border) / std::min(border, 1 - border));
}

}  // namespace

PageKindGuess find_page_kind(const LayeredPage& page) {
  const SegmentedPage& segmented = *page.segmented;
  const Box& frame = segmented.upright->frame;
  double pictures = 0;
  for (const LayerRegion& region : page.regions)
    if (region.role == Role::picture) pictures += static_cast<double>(region.box.area());
  const double share = pictures / std::max(1.0, static_cast<double>(frame.area()));
  if (share > kPictureShare) return {PageKind::picture, clear_of(std::min(1.0, share), kPictureShare)};

  const double square = segmented.letter_height * segmented.letter_height;
  const auto ink = [&](Layer layer) { return square > 0 ? cv::countNonZero(page.masks[layer]) / square : 0; };
  const double typed = ink(Layer::typed), hand = ink(Layer::hand), print = ink(Layer::print);
  const double all = typed + hand + print;
  if (all + ink(Layer::stamp) < kLeastWriting) return {PageKind::empty, 1 - 0.5 * all / kLeastWriting};
  const double enough = std::min(1.0, 0.5 + 0.5 * all / kSureWriting);
  if (hand > kAllByHand * all) return {PageKind::handwritten, enough * clear_of(hand / all, kAllByHand)};
  if (typed >= print) return {PageKind::typed, enough * clear_of(typed / std::max(1e-9, typed + print), 0.5)};
  const double by_hand = hand / (hand + print);
  return {by_hand > kFilledIn ? PageKind::form : PageKind::printed,
          enough * std::min(clear_of(by_hand, kFilledIn), clear_of(print / (typed + print), 0.5))};
}

}  // namespace folio
