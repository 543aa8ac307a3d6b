#include "separate/strikes_by_net.h"

#include <algorithm>
#include <iterator>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "imaging/ink_runs.h"
#include "separate/pen_removal.h"

namespace folio {
namespace {

constexpr double kLeastTyped = 0.05;    // share of typed ink in what a strike goes through
constexpr double kLevelPiece = 0.8;     // letter heights: a stroke's piece between words is no higher
constexpr int kEdge = 2;                // pixels: of a stroke's own edge
constexpr double kLeastPutBack = 0.35;  // letter heights: smaller crumbs of a stroke are worth no second look

bool is_by_pen(const Strike& strike) { return strike.kind != StrikeKind::typed_over && strike.is_sure(); }

cv::Mat square(int side) { return cv::getStructuringElement(cv::MORPH_RECT, {side, side}); }

}  // namespace

std::shared_ptr<const SegmentedPage> StrikesByNet::take_off(cv::Mat ink, const cv::Mat& colored,
                                                            const cv::Mat& other,
                                                            std::shared_ptr<const SegmentedPage> machine) {
  ink_ = find_strike_ink(ink, page_.upright->gray, odds_, page_.letter_unit());
  ink.release();
  if (cv::countNonZero(ink_.any) == 0 && cv::countNonZero(other) == 0) {
    ink_ = {};
    return machine;
  }
  machine.reset();  // its memory is needed for the next
  machine = page_without_pen(page_, other | ink_.pen);
  cv::Mat claimed = cv::Mat::zeros(page_.ink.size(), CV_8UC1);
  for (const InkLine& line : machine->lines) {
    const StrikeSearch search = search_in(line, page_);
    for (const Strike& strike : find_struck_spans(ink_, odds_, search)) claim(strike, claimed);
    for (const Strike& strike : find_words_run_through(machine->ink, colored, odds_, search)) {
      claim(strike, claimed);
      const cv::Rect rect = to_rect(strike.box);
      ink_.any(rect) |= colored(rect);
      ink_.pen(rect) |= colored(rect);
    }
  }
  const bool letters = put_back_unclaimed(claimed);
  claimed.release();
  keep_ink_of_strikes();
  if (letters) {
    cv::Mat pen = other | ink_.pen;
    ink_ = {};
    machine.reset();
    machine = page_without_pen(page_, std::move(pen));
  }
  ink_ = {};
  return machine;
}

/// Pictures of a whole page are large: what is around each strike is kept.
void StrikesByNet::keep_ink_of_strikes() {
  for (const Strike& strike : strikes_) {
    const Box around = clip(grow(strike.box, kEdge, kEdge), ink_.any.size());
    const cv::Rect own = to_rect(strike.box) - cv::Point(around.x0, around.y0);
    inks_.push_back({ink_.any(to_rect(around)).clone()(own), ink_.pen(to_rect(around)).clone()(own)});
  }
}

void StrikesByNet::claim(const Strike& strike, cv::Mat& claimed) {
  if (strike.is_sure()) claimed(to_rect(strike.box)).setTo(255);
  strikes_.push_back(strike);
}

/// A stroke that goes through a word is all of it a strike's, what runs on beyond the word too. Of the others
/// the ink is put back; true = among it are pieces as large as letters.
bool StrikesByNet::put_back_unclaimed(const cv::Mat& claimed) {
  bool letters = false;
  const InkRuns pen(ink_.pen);
  for (const Component& piece : pen.pieces()) {
    const cv::Rect rect = to_rect(piece.box);
    const cv::Mat own = pen.mask_of(piece);
    if (cv::countNonZero(own & claimed(rect)) > 0) continue;
    ink_.pen(rect).setTo(0, own);
    ink_.any(rect).setTo(0, own);
    letters |= std::max(piece.box.width(), piece.box.height()) > kLeastPutBack * page_.letter_unit();
  }
  return letters;
}

void StrikesByNet::place(LayeredPage& out, double pitch) const {
  cv::Mat& hand = out.masks[Layer::hand];
  for (size_t i = 0; i < strikes_.size(); ++i) {
    const Strike& strike = strikes_[i];
    const StrikeInk& ink = inks_[i];
    const cv::Rect rect = to_rect(strike.box);
    if (!goes_through_typing(strike, ink, out)) {
      if (strike.is_sure()) hand(rect) |= ink.pen;
      continue;
    }
    out.strikes.push_back(strike);
    if (!is_by_pen(strike)) continue;
    out.masks[Layer::strike](rect) |= ink.any;
    hand(rect) &= ~ink.any;
  }
  place_strokes_of_hand(out, pitch);
  take_strokes_whole(out);
}

bool StrikesByNet::goes_through_typing(const Strike& strike, const StrikeInk& ink, const LayeredPage& out) {
  const cv::Rect rect = to_rect(strike.box);
  cv::Mat letters = out.masks[Layer::typed](rect).clone();
  if (strike.kind != StrikeKind::typed_over) {
    // A line drawn through nothing leaves but its own edges.
    cv::Mat edges;
    cv::dilate(ink.any, edges, square(2 * kEdge + 1));
    letters.setTo(0, edges);
  }
  return cv::countNonZero(letters) > kLeastTyped * rect.area();
}

/// Strokes that were taken for handwriting, but run through a typed word.
void StrikesByNet::place_strokes_of_hand(LayeredPage& out, double pitch) const {
  cv::Mat& hand = out.masks[Layer::hand];
  for (const LayerLine& line : out.lines) {
    if (line.layer != Layer::typed) continue;
    const StrikeSearch search{line.box, line.baseline, line.x_height, pitch};
    for (const Strike& strike : find_words_run_through(out.masks[Layer::typed], hand, odds_, search)) {
      const cv::Rect rect = to_rect(strike.box);
      out.strikes.push_back(strike);
      out.masks[Layer::strike](rect) |= hand(rect);
      hand(rect).setTo(0);
    }
  }
}

/// What runs on from a strike, between the words and beyond them, is the strike's too.
void StrikesByNet::take_strokes_whole(LayeredPage& out) const {
  cv::Mat& hand = out.masks[Layer::hand];
  const double highest = kLevelPiece * page_.letter_unit();
  std::vector<Strike> strikes;
  std::ranges::copy_if(out.strikes, std::back_inserter(strikes), [](const Strike& strike) {
    return is_by_pen(strike) && strike.layer == Layer::typed;
  });
  if (strikes.empty()) return;
  const InkRuns pieces(hand);
  for (const Strike& strike : strikes) {
    const Box around = clip(grow(strike.box, 3, 0), hand.size());
    cv::Mat near;
    cv::dilate(out.masks[Layer::strike](to_rect(around)), near, square(7));
    for (const Component& piece : pieces.pieces()) {
      const Box& box = piece.box;
      const Box common = intersect(box, around);
      const bool level = box.height() <= highest && box.y0 >= strike.box.y0 && box.y1 <= strike.box.y1;
      if (!level || common.empty()) continue;
      const cv::Mat own = pieces.mask_of(piece);
      const auto within = [&](const Box& whole) { return to_rect(common) - cv::Point(whole.x0, whole.y0); };
      if (cv::countNonZero(own(within(box)) & near(within(around))) == 0) continue;
      out.masks[Layer::strike](to_rect(box)) |= own;
      hand(to_rect(box)) &= ~own;
    }
  }
}

}  // namespace folio
