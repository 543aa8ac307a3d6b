#include "separate/touching_hand.h"

#include <algorithm>

#include "imaging/components.h"
#include "page/label_row.h"

namespace folio {
namespace {

constexpr int kSureHand = 150, kUnsureTyped = 100;  // likelihoods of 255
// In letter heights, squared: of each of the two inks in a piece, and of one part of the pen's.
constexpr double kLeastOfEach = 0.15, kLeastPart = 0.1;

}  // namespace

cv::Mat find_touching_hand(const SegmentedPage& page, const LayerOdds& odds) {
  cv::Mat found;
  if (odds.empty() || page.letter_height <= 0) return found;
  const double square = page.letter_height * page.letter_height;
  cv::Mat parts_of;
  for (const Component& piece : page.components) {
    if (piece.area < 2 * kLeastOfEach * square) continue;
    cv::Mat hand = cv::Mat::zeros(piece.box.height(), piece.box.width(), CV_8UC1);
    int count = 0;
    for (int y = piece.box.y0; y < piece.box.y1; ++y) {
      const LabelRow label(page.labels, y);
      auto* out = hand.ptr<uchar>(y - piece.box.y0);
      for (int x = piece.box.x0; x < piece.box.x1; ++x) {
        if (label[x] != piece.label || odds.at(Layer::hand, x, y) < kSureHand ||
            odds.at(Layer::typed, x, y) > kUnsureTyped)
          continue;
        out[x - piece.box.x0] = 255;
        ++count;
      }
    }
    if (count < kLeastOfEach * square || piece.area - count < kLeastOfEach * square) continue;
    for (const Component& part : find_components(hand, parts_of)) {
      if (part.area < kLeastPart * square)
        hand(to_rect(part.box)).setTo(0, parts_of(to_rect(part.box)) == part.label);
    }
    if (found.empty()) found = cv::Mat::zeros(page.ink.size(), CV_8UC1);
    found(to_rect(piece.box)) |= hand;
  }
  return found;
}

}  // namespace folio
