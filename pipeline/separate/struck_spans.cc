#include "separate/struck_spans.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>

#include "imaging/components.h"
#include "separate/stroke_tracer.h"

namespace folio {
namespace {

constexpr std::pair<double, double> kPenOdds{-1.0, 2.5}, kTypedOverOdds{-3.5, 2.5};  // constant, slope
constexpr double kSureOfNarrow = 0.8;
constexpr double kDoubtful = 0.25;  // less sure spans are no strikes
constexpr int kLetterToo =
    100;  // likelihood of typing, of 255, from which a traced stroke's pixel is a letter's too
constexpr int kLikely = 128;  // likelihood of 255
// In letter heights.
constexpr double kClosed = 1.6;           // gap between strokes of one strike of the pen
constexpr double kClosedTypedOver = 0.6;  // and of the machine
constexpr double kShortest = 0.7;         // stroke
constexpr double kLeastInColumn = 0.05;   // strike ink that makes a column struck
constexpr double kHighestLevel = 1.6;     // of a level stroke's, or two strokes', box
constexpr double kHeads = 1.1, kFeet = 0,
                 kOverFeet = 0.2;       // of the band in which a stroke goes through letters
constexpr double kClosedInColor = 0.8;  // gap between strokes whose color tells them from the letters
constexpr double kSpace = 0.7;          // cells between words
constexpr double kLeastCovered = 0.6;   // share of a word's columns with ink in the pen's color
constexpr double kNarrowest = 0.75;     // cells
constexpr double kNarrowestTypedOver = 2.3,
                 kNarrowestRunThrough = 1.4;  // shorter ones are letters like х, and carets
constexpr double kByPen = 0.2;                // share of a pen's strike that is no letter's as well

/// Pixels that have another of the mask `dx`, `dy` further on.
int goes_on(const cv::Mat& mask, int dx, int dy) {
  const cv::Rect all({}, mask.size());
  const cv::Rect from = all & (all - cv::Point(dx, dy));
  if (from.empty()) return 0;
  return cv::countNonZero(mask(from) & mask(from + cv::Point(dx, dy)));
}

int runs_in_column(const cv::Mat& mask, int x) {
  int runs = 0;
  uchar before = 0;
  for (int y = 0; y < mask.rows; ++y) {
    const uchar now = mask.at<uchar>(y, x);
    if (now != 0 && before == 0) ++runs;
    before = now;
  }
  return runs;
}

/// How sure a strike is of whose ink the net's mean likelihood is known. The net's own likelihoods are too
/// high: in training, strikes weigh more than what is none. Slope and constant for typing over come from a
/// logistic regression on claims on drawn pages with an earlier state of the net; the constant was then
/// lowered until precision held on the pages of the floor. Those for the pen are set by eye.
double sureness(double likelihood, bool by_pen) {
  const double p = std::clamp(likelihood, 0.01, 0.99), odds = std::log(p / (1 - p));
  const auto [constant, slope] = by_pen ? kPenOdds : kTypedOverOdds;
  return 1 / (1 + std::exp(-constant - slope * odds));
}

/// For each column of `band` the pixels of `mask` between the line's feet and heads.
std::vector<int> column_counts(const cv::Mat& mask, const Box& band, const StrikeSearch& line,
                               double feet = kFeet) {
  std::vector<int> counts(static_cast<size_t>(band.width()));
  for (int x = band.x0; x < band.x1; ++x) {
    const double baseline = line.baseline.y_at(x);
    const int top = std::max(band.y0, cvRound(baseline - kHeads * line.x_height));
    const int foot = std::min(band.y1, cvRound(baseline - feet * line.x_height));
    for (int y = top; y < foot; ++y) counts[static_cast<size_t>(x - band.x0)] += mask.at<uchar>(y, x) != 0;
  }
  return counts;
}

/// Columns of the line, and a cell on both sides, with rows for its slope.
Box band_of(const StrikeSearch& line, const cv::Size& page) {
  const double left = line.baseline.y_at(line.line_box.x0), right = line.baseline.y_at(line.line_box.x1);
  return clip({line.line_box.x0 - static_cast<int>(line.pitch),
               static_cast<int>(std::floor(std::min(left, right) - kHeads * line.x_height)),
               line.line_box.x1 + static_cast<int>(line.pitch),
               static_cast<int>(std::ceil(std::max(left, right) - kFeet * line.x_height))},
              page);
}

/// A stamp's ink over typing strikes nothing.
bool is_stamped(const cv::Mat& colored, const LayerOdds& odds, const Box& box) {
  double stamp = 0, pen = 0;
  for (int y = box.y0; y < box.y1; ++y) {
    for (int x = box.x0; x < box.x1; ++x) {
      if (colored.at<uchar>(y, x) == 0) continue;
      stamp += odds.at(Layer::stamp, x, y);
      pen += std::max(odds.at(Layer::strike, x, y), odds.at(Layer::hand, x, y));
    }
  }
  return stamp > pen;
}

struct Columns {
  int begin = 0, end = 0;
  int width() const { return end - begin; }
};

/// Runs of columns within `within` that have `least` pixels or more, gaps up to `closed` columns closed.
std::vector<Columns> spans_of(const std::vector<int>& counts, const Columns& within, int least,
                              double closed) {
  std::vector<Columns> spans;
  for (int x = within.begin; x < within.end; ++x) {
    if (counts[static_cast<size_t>(x)] < least) continue;
    if (!spans.empty() && x - spans.back().end <= closed)
      spans.back().end = x + 1;
    else
      spans.push_back({x, x + 1});
  }
  return spans;
}

/// Of a span of the band's columns: from the descenders to the accents of its letters.
Box box_of(const Columns& span, const Box& band, const StrikeSearch& line, const cv::Size& page) {
  const double middle = line.baseline.y_at(band.x0 + 0.5 * (span.begin + span.end));
  return clip({band.x0 + span.begin, cvRound(middle - 1.4 * line.x_height), band.x0 + span.end,
               cvRound(middle + 0.35 * line.x_height)},
              page);
}

double mean_likelihood(const cv::Mat& strikes, const LayerOdds& odds, const Box& box) {
  double sum = 0, count = 0;
  for (int y = box.y0; y < box.y1; ++y) {
    for (int x = box.x0; x < box.x1; ++x) {
      if (strikes.at<uchar>(y, x) != 0) sum += odds.at(Layer::strike, x, y) / 255.0, ++count;
    }
  }
  return sum / std::max(1.0, count);
}

/// Boxes of groups of likely ink that a pen made and that lie level: one line's stroke or strokes.
std::vector<Box> level_groups(const cv::Mat& likely, const cv::Mat& pen, double unit) {
  cv::Mat joined, labels;
  cv::morphologyEx(likely, joined, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_RECT, {cvRound(kClosed * unit) | 1, 1}));
  std::vector<Box> groups;
  for (const Component& group : find_components(joined, labels)) {
    if (group.box.width() < kShortest * unit || group.box.height() > kHighestLevel * unit) continue;
    const cv::Rect rect = to_rect(group.box);
    const cv::Mat own = likely(rect) & (labels(rect) == group.label);
    const int any = cv::countNonZero(own);
    if (cv::countNonZero(own & pen(rect)) < kByPen * any) continue;
    const StrikeKind kind = kind_of_stroke(own, unit);
    if (kind == StrikeKind::line || kind == StrikeKind::double_line) groups.push_back(group.box);
  }
  return groups;
}

/// Puts the exact stroke, or the two, in the place of what the net only knows roughly.
void trace_level(const cv::Mat& ink, const cv::Mat& gray, const LayerOdds& odds, const Box& group,
                 double unit, StrikeInk& found) {
  const Box area = clip(grow(group, 0, cvRound(0.3 * unit)), ink.size());
  const cv::Rect rect = to_rect(area);
  cv::Mat hint(rect.size(), CV_8UC1);
  for (int y = 0; y < rect.height; ++y) {
    for (int x = 0; x < rect.width; ++x)
      hint.at<uchar>(y, x) = static_cast<uchar>(odds.at(Layer::strike, area.x0 + x, area.y0 + y));
  }
  cv::Mat rest = ink(rect).clone(), any = cv::Mat::zeros(rect.size(), CV_8UC1), pen = any.clone();
  bool traced_any = false;
  for (int strokes = 0; strokes < 2; ++strokes) {
    std::optional<TracedStroke> traced = trace_stroke(rest, gray(rect), hint, unit);
    if (!traced || cv::mean(hint, traced->stroke)[0] < kLikely) break;
    // Where a letter's bar runs along the stroke only its look tells.
    for (int y = 0; y < rect.height; ++y) {
      for (int x = 0; x < rect.width; ++x) {
        if (traced->stroke.at<uchar>(y, x) != 0 &&
            odds.at(Layer::typed, area.x0 + x, area.y0 + y) >= kLetterToo)
          traced->crossed.at<uchar>(y, x) = 255;
      }
    }
    traced_any = true;
    any |= traced->stroke;
    pen |= traced->stroke & ~traced->crossed;
    rest.setTo(0, traced->stroke & ~traced->crossed);
    hint.setTo(0, traced->stroke);
  }
  if (!traced_any) return;
  found.any(to_rect(group)).setTo(0);
  found.pen(to_rect(group)).setTo(0);
  found.any(rect) |= any;
  found.pen(rect) |= pen;
}

}  // namespace

StrikeInk find_strike_ink(const cv::Mat& ink, const cv::Mat& gray, const LayerOdds& odds, double unit) {
  cv::Mat likely;
  if (!odds.empty()) likely = odds.map(Layer::strike) >= kLikely;
  if (likely.empty() || cv::countNonZero(likely) == 0)
    return {cv::Mat::zeros(ink.size(), CV_8UC1), cv::Mat::zeros(ink.size(), CV_8UC1)};
  cv::Mat labels;
  const double scale = static_cast<double>(likely.cols) / ink.cols;
  for (const Component& piece : find_components(likely, labels)) {
    if (std::max(piece.box.width(), piece.box.height()) < kShortest * unit * scale)
      likely(to_rect(piece.box)).setTo(0, labels(to_rect(piece.box)) == piece.label);
  }
  cv::Mat pen = likely & (odds.map(Layer::typed) < kLikely);
  const std::vector<Box> levels = level_groups(likely, pen, unit * scale);
  StrikeInk found;
  cv::resize(likely, found.any, ink.size(), 0, 0, cv::INTER_NEAREST);
  cv::resize(pen, found.pen, ink.size(), 0, 0, cv::INTER_NEAREST);
  found.any &= ink;
  found.pen &= ink;
  const auto on_page = [&](int at) { return static_cast<int>(std::lround(at / scale)); };
  for (const Box& b : levels) {
    const Box group = clip({on_page(b.x0), on_page(b.y0), on_page(b.x1), on_page(b.y1)}, ink.size());
    if (!group.empty()) trace_level(ink, gray, odds, group, unit, found);
  }
  return found;
}

std::vector<Strike> find_struck_spans(const StrikeInk& strikes, const LayerOdds& odds,
                                      const StrikeSearch& line) {
  std::vector<Strike> spans;
  const double unit = line.x_height;
  const Box band = band_of(line, strikes.any.size());
  if (band.empty() || unit < 5 || cv::countNonZero(strikes.any(to_rect(band))) == 0) return spans;
  const std::vector<int> counts = column_counts(strikes.any, band, line);
  const std::vector<int> pen_counts = column_counts(strikes.pen, band, line);
  const int least = std::max(1, cvRound(kLeastInColumn * unit));
  const auto add = [&](const Columns& span, bool by_pen) {
    if (span.width() < kNarrowest * line.pitch) return;
    const Box box = box_of(span, band, line, strikes.any.size());
    const double sure = sureness(mean_likelihood(strikes.any, odds, box), by_pen);
    // Two letters alone may look so: х, ж, and what touches.
    const bool narrow = !by_pen && span.width() < kNarrowestTypedOver * line.pitch;
    if (sure < (narrow ? kSureOfNarrow : kDoubtful)) return;
    spans.push_back(
        {box, by_pen ? kind_of_stroke(strikes.any(to_rect(box)), unit) : StrikeKind::typed_over, sure});
  };
  for (const Columns& span : spans_of(counts, {0, band.width()}, least, kClosed * unit)) {
    const auto any = std::accumulate(counts.begin() + span.begin, counts.begin() + span.end, 0L);
    const auto pen = std::accumulate(pen_counts.begin() + span.begin, pen_counts.begin() + span.end, 0L);
    if (static_cast<double>(pen) >= kByPen * static_cast<double>(any)) {
      add(span, true);
    } else {
      // The machine strikes cell by cell: what is apart is a neighbor.
      for (const Columns& part : spans_of(counts, span, least, kClosedTypedOver * unit)) add(part, false);
    }
  }
  return spans;
}

std::vector<Strike> find_words_run_through(const cv::Mat& typed, const cv::Mat& pen, const LayerOdds& odds,
                                           const StrikeSearch& line) {
  std::vector<Strike> found;
  const double unit = line.x_height;
  const Box band = band_of(line, typed.size());
  if (band.empty() || unit < 5 || cv::countNonZero(pen(to_rect(band))) == 0) return found;
  const std::vector<int> letters = column_counts(typed, band, line);
  const std::vector<int> strokes = column_counts(pen, band, line, kOverFeet);
  for (const Columns& word : spans_of(letters, {0, band.width()}, 1, kSpace * line.pitch)) {
    if (word.width() < kNarrowestRunThrough * line.pitch) continue;
    // A stroke strikes what is next to it too.
    const int closed = static_cast<int>(kClosedInColor * unit);
    double covered = 0;
    for (const Columns& span : spans_of(strokes, word, 1, closed))
      covered += std::min(word.end, span.end + closed) - span.begin;
    const double share = covered / word.width();
    const Box box = box_of(word, band, line, typed.size());
    if (share < kLeastCovered || is_stamped(pen, odds, box)) continue;
    found.push_back({box, kind_of_stroke(pen(to_rect(box)), unit),
                     0.5 + 0.45 * (share - kLeastCovered) / (1 - kLeastCovered)});
  }
  return found;
}

StrikeKind kind_of_stroke(const cv::Mat& pen, double unit) {
  const int far = std::max(2, cvRound(0.4 * unit));
  const int half = std::max(1, cvRound(0.25 * unit));
  const double level = goes_on(pen, far, 0);
  const double rising = goes_on(pen, half, -far), falling = goes_on(pen, half, far);
  double runs = 0, columns = 0;
  for (int x = 0; x < pen.cols; ++x) {
    const int here = runs_in_column(pen, x);
    runs += here;
    columns += here > 0 ? 1 : 0;
  }
  const double usual_runs = runs / std::max(1.0, columns);
  if (level > 1.3 * std::max(rising, falling))
    return usual_runs > 1.5 ? StrikeKind::double_line : StrikeKind::line;
  if (std::max(rising, falling) > 2 * std::min(rising, falling)) return StrikeKind::slant;
  return usual_runs > 1.5 ? StrikeKind::cross : StrikeKind::zigzag;
}

}  // namespace folio
