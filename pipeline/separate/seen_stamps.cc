#include "separate/seen_stamps.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "imaging/ink_runs.h"

namespace folio {
namespace {

// Letter heights.
constexpr double kGap = 1.3;
constexpr double kLongest = 3.5, kNarrowest = 1.2;  // the smallest stamp: four figures
constexpr double kLarge = 4;                        // stamps with a rim are no narrower
constexpr double kLeastInk = 1.0;                   // squared: of a stamp's likely pixels
constexpr double kLeastShare = 0.6;                 // of the ink within its box
// Mean likelihood, of 255; words by hand are as small as numbers and dates, and reach 0.9 at times.
constexpr double kLeastSure = 0.92 * 255, kLeastSureOfSmall = 0.98 * 255;
constexpr double kOwnPiece = 0.4;  // share of likely pixels in a piece that is the stamp's

/// 255 where a stamp is likely, and more so than a pen or print.
cv::Mat likely_stamp(const LayerOdds& odds) {
  const cv::Mat& stamp = odds.map(Layer::stamp);
  return (stamp >= 128) & (stamp > odds.map(Layer::hand)) & (stamp > odds.map(Layer::print));
}

/// The stamp in a box of the page, if most `ink` there (over the box) is its.
SeenStamp look_at(const cv::Mat& ink, const LayerOdds& odds, const Box& box, double unit) {
  SeenStamp stamp{box, cv::Mat::zeros(box.height(), box.width(), CV_8UC1), 0};
  const InkRuns found(ink);
  std::vector<int> likely(found.pieces().size() + 1, 0);
  double sum = 0, count = 0, all = 0;
  for (const InkRun& run : found.runs()) {
    all += run.x1 - run.x0;
    for (int x = box.x0 + run.x0; x < box.x0 + run.x1; ++x) {
      const int y = box.y0 + run.y, here = odds.at(Layer::stamp, x, y);
      if (here < 128 || here <= std::max(odds.at(Layer::hand, x, y), odds.at(Layer::print, x, y))) continue;
      ++likely[static_cast<size_t>(run.label)];
      ++count, sum += here;
    }
  }
  if (count < kLeastInk * unit * unit || count < kLeastShare * all) return stamp;
  for (const InkRun& run : found.runs()) {
    const Component& piece = found.pieces()[static_cast<size_t>(run.label) - 1];
    const bool crumb = std::max(piece.box.width(), piece.box.height()) < 0.5 * unit;
    if (crumb || likely[static_cast<size_t>(run.label)] >= kOwnPiece * piece.area)
      stamp.mask(cv::Rect(run.x0, run.y, run.x1 - run.x0, 1)).setTo(255);
  }
  const bool large = std::min(box.width(), box.height()) >= kLarge * unit;
  if (sum / count >= (large ? kLeastSure : kLeastSureOfSmall)) stamp.confidence = sum / count / 255;
  return stamp;
}

}  // namespace

std::vector<SeenStamp> find_seen_stamps(const cv::Mat& ink, const cv::Mat& rules, const LayerOdds& odds,
                                        double unit) {
  std::vector<SeenStamp> stamps;
  if (odds.empty() || cv::countNonZero(ink) == 0) return stamps;
  const cv::Mat likely = likely_stamp(odds);
  const double scale = static_cast<double>(likely.cols) / ink.cols;
  const int gap = std::max(3, cvRound(kGap * unit * scale) | 1);
  cv::Mat joined;
  cv::morphologyEx(likely, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {gap, gap}));
  const auto on_page = [&](int at) { return static_cast<int>(std::lround(at / scale)); };
  const InkRuns groups(joined);
  for (const Component& piece : groups.pieces()) {
    const Box& b = piece.box;
    const Box box = clip({on_page(b.x0), on_page(b.y0), on_page(b.x1), on_page(b.y1)}, ink.size());
    if (box.empty() || std::max(box.width(), box.height()) < kLongest * unit ||
        std::min(box.width(), box.height()) < kNarrowest * unit)
      continue;
    const cv::Rect rect = to_rect(box);
    const cv::Mat here = rules.empty() ? ink(rect) : cv::Mat(ink(rect) & ~rules(rect));
    if (SeenStamp stamp = look_at(here, odds, box, unit); stamp.confidence > 0)
      stamps.push_back(std::move(stamp));
  }
  return stamps;
}

}  // namespace folio
