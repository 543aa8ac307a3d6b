#include "export/pairs/line_picture.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace folio {
namespace {

// In heights of small letters, from the baseline: capitals with an accent, descenders, white at the ends.
constexpr double kAbove = 2.0, kBelow = 0.8, kSide = 0.4;
// The same where that height is not known, as parts of the line's own height.
constexpr double kSmallLetters = 0.45;
constexpr int kHalo = 2;  ///< pixels around other ink that are still darkened by it

/// Where other lines' words stand and none of this line's: 255.
cv::Mat other_words_of(const PageText& page, size_t line_idx, const Box& around) {
  cv::Mat others = cv::Mat::zeros(around.height(), around.width(), CV_8UC1);
  const cv::Point origin(around.x0, around.y0);
  const auto fill = [&](const Box& box, int value) {
    const Box common = intersect(box, around);
    if (!common.empty()) others(to_rect(common) - origin) = value;
  };
  for (size_t l = 0; l < page.lines.size(); ++l) {
    if (l == line_idx) continue;
    if (page.lines[l].words.empty()) fill(page.lines[l].box, 255);
    for (const Word& word : page.lines[l].words) fill(word.box, 255);
  }
  for (const Word& word : page.lines[line_idx].words) fill(grow(word.box, kHalo, kHalo), 0);
  return others;
}

/// Ink that is not the line's, with its soft edge: 255.
cv::Mat foreign_ink(const PageText& page, size_t line_idx, const cv::Mat& labels, const Box& around) {
  const TextLine& line = page.lines[line_idx];
  const cv::Mat here = labels(to_rect(around));
  cv::Mat own = here == static_cast<int>(line.layer);
  for (const Word& word : line.words) {
    const Box common = intersect(grow(word.box, kHalo, kHalo), around);
    if (word.status != WordStatus::struck || common.empty()) continue;
    const cv::Rect place = to_rect(common) - cv::Point(around.x0, around.y0);
    own(place) |= here(place) == static_cast<int>(Layer::strike);
  }
  own.setTo(0, other_words_of(page, line_idx, around));
  cv::Mat foreign = (here != 0) & ~own;
  const cv::Mat square = cv::getStructuringElement(cv::MORPH_RECT, {2 * kHalo + 1, 2 * kHalo + 1});
  cv::dilate(foreign, foreign, square);
  cv::Mat kept;
  cv::dilate(own, kept, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  return foreign & ~kept;
}

/// The median of each channel where there is no ink; white where there is nothing else.
cv::Scalar paper_of(const cv::Mat& pixels, const cv::Mat& is_ink) {
  cv::Scalar paper = cv::Scalar::all(255);
  std::vector<cv::Mat> channels;
  cv::split(pixels, channels);
  const auto count = static_cast<long>(pixels.total()) - cv::countNonZero(is_ink);
  if (count == 0) return paper;
  for (size_t c = 0; c < channels.size(); ++c) {
    std::array<long, 256> histogram{};
    for (int y = 0; y < pixels.rows; ++y)
      for (int x = 0; x < pixels.cols; ++x)
        if (is_ink.at<uchar>(y, x) == 0) ++histogram[channels[c].at<uchar>(y, x)];
    long seen = 0;
    int value = 0;
    while (value < 255 && 2 * (seen += histogram[static_cast<size_t>(value)]) < count) ++value;
    paper[static_cast<int>(c)] = value;
  }
  return paper;
}

/// The page around the line, with what is not its ink painted over.
cv::Mat cleaned(const PageText& page, size_t line_idx, const cv::Mat& pixels, const cv::Mat& labels,
                const Box& around) {
  cv::Mat here = pixels(to_rect(around)).clone();
  if (labels.empty()) return here;
  assert(labels.type() == CV_8UC1 && labels.size() == pixels.size());
  cv::Mat ink = labels(to_rect(around)) != 0;
  cv::dilate(ink, ink, cv::getStructuringElement(cv::MORPH_RECT, {2 * kHalo + 1, 2 * kHalo + 1}));
  here.setTo(paper_of(here, ink), foreign_ink(page, line_idx, labels, around));
  return here;
}

cv::Mat turned(const cv::Mat& picture, int quarter_turns) {
  cv::Mat out = picture;
  if (quarter_turns == 1) cv::rotate(picture, out, cv::ROTATE_90_CLOCKWISE);
  if (quarter_turns == 2) cv::rotate(picture, out, cv::ROTATE_180);
  if (quarter_turns == 3) cv::rotate(picture, out, cv::ROTATE_90_COUNTERCLOCKWISE);
  return out;
}

/// Along a level baseline this copies pixels as they are.
cv::Mat leveled(const cv::Mat& pixels, const cv::Point& origin, const LineBand& band) {
  const Baseline& line = band.baseline;
  const double length = std::hypot(line.right.x - line.left.x, line.right.y - line.left.y);
  const cv::Point2d along = length > 0 ? (line.right - line.left) / length : cv::Point2d(1, 0);
  const cv::Point2d down(-along.y, along.x);
  const int width = std::max(1, static_cast<int>(std::ceil(length + 2 * band.side)));
  const int height = std::max(1, static_cast<int>(std::ceil(band.above + band.below)));
  const cv::Point2d start =
      line.left - cv::Point2d(origin) - std::round(band.side) * along - std::round(band.above) * down;
  const cv::Point2d first(std::round(start.x), std::round(start.y));
  cv::Mat map(height, width, CV_32FC2);
  for (int x = 0; x < width; ++x) {
    const double bend = line.bend == 0 ? 0 : line.bend_at(line.left.x + (x - band.side) * along.x);
    for (int y = 0; y < height; ++y) {
      const cv::Point2d p = first + x * along + (y + bend) * down;
      map.at<cv::Vec2f>(y, x) = {static_cast<float>(p.x), static_cast<float>(p.y)};
    }
  }
  cv::Mat out;
  cv::remap(pixels, out, map, {}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  return out;
}

}  // namespace

LineBand band_of(const TextLine& line) {
  LineBand band;
  band.quarter_turns = line.quarter_turns;
  for (const Word& word : line.words) band.box = unite(band.box, word.box);
  // The words' boxes are cut as words are, the line's holds all of the pen's ink.
  if (band.box.empty() || line.layer == Layer::hand) band.box = unite(band.box, line.box);
  const double small = line.x_height > 0 ? line.x_height : kSmallLetters * band.box.height();
  band.side = kSide * small;
  band.baseline = line.baseline.between(band.box.x0, band.box.x1);
  if (line.layer == Layer::hand) {
    // A pen keeps to no height: as far as the boxes reach.
    const double y = band.baseline.y_at(0.5 * (band.box.x0 + band.box.x1));
    band.above = std::max(small, y - band.box.y0) + band.side;
    band.below = std::max(0.0, band.box.y1 - y) + band.side;
  } else {
    band.above = kAbove * small;
    band.below = kBelow * small;
  }
  if (band.quarter_turns != 0)
    band.box = grow(band.box, static_cast<int>(band.side), static_cast<int>(band.side));
  return band;
}

std::array<cv::Point2d, 4> LineBand::corners() const {
  if (quarter_turns != 0) {
    const cv::Point2d a(box.x0, box.y0), b(box.x1, box.y0), c(box.x1, box.y1), d(box.x0, box.y1);
    return {a, b, c, d};
  }
  const double length = std::hypot(baseline.right.x - baseline.left.x, baseline.right.y - baseline.left.y);
  const cv::Point2d along = length > 0 ? (baseline.right - baseline.left) / length : cv::Point2d(1, 0);
  const cv::Point2d down(-along.y, along.x);
  const double over = above + std::max(0.0, -baseline.bend), under = below + std::max(0.0, baseline.bend);
  const cv::Point2d left = baseline.left - side * along, right = baseline.right + side * along;
  return {left - over * down, right - over * down, right + under * down, left + under * down};
}

cv::Mat picture_of_line(const PageText& page, size_t line_idx, const cv::Mat& pixels, const cv::Mat& labels) {
  const LineBand band = band_of(page.lines[line_idx]);
  Box around;
  for (const cv::Point2d& corner : band.corners())
    around = unite(around, outer_box(corner.x - 1, corner.y - 1, corner.x + 2, corner.y + 2));
  around = clip(around, pixels.size());
  if (around.empty()) return {};
  const cv::Mat here = cleaned(page, line_idx, pixels, labels, around);
  return band.quarter_turns != 0 ? turned(here, band.quarter_turns)
                                 : leveled(here, {around.x0, around.y0}, band);
}

}  // namespace folio
