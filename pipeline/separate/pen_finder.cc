#include "separate/pen_finder.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "imaging/components.h"
#include "imaging/rim_contrast.h"
#include "page/label_row.h"
#include "separate/ink_hue.h"
#include "separate/sheet_edge.h"

namespace folio {
namespace {

constexpr double kFar = 4.5;                                  // deviations from the machine's hue
constexpr double kLeastRedBlue = 0.018, kLeastGreen = 0.010;  // deviations of clean black on clean paper
constexpr double kInkDensity = 0.45;  // of pale ink: a seventh darker than the paper in each channel
constexpr double kPaleShare = 0.85;   // of the paper's brightness: darker may be pale ink
// Contrast of a piece's rim (rim_contrast.h). On training pages all below it is stains, foxing, shadows of
// folds and fringes of letters; drawn pens and stamps have 0.8 and more.
constexpr double kClearRim = 0.75;
constexpr double kAroundRim = 0.15;  // letter heights: beyond a scan's blur

struct Spread {
  double median = 0, deviation = 0;
};

Spread spread_of(std::vector<double>& values, double least) {
  if (values.empty()) return {0, least};
  const auto middle = values.begin() + static_cast<long>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const double median = *middle;
  for (double& v : values) v = std::abs(v - median);
  std::nth_element(values.begin(), middle, values.end());
  return {median, std::max(least, 1.48 * *middle)};
}

}  // namespace

cv::Mat find_colored_ink(const SegmentedPage& page) {
  const UprightPage& upright = *page.upright;
  cv::Mat colored = cv::Mat::zeros(page.ink.size(), CV_8UC1);
  const HueMap hues(upright);
  if (hues.empty() || page.lines.empty()) return colored;

  std::vector<double> red_blue, green;
  for (const InkLine& line : page.lines) {
    for (const int idx : line.component_idxs) {
      const Component& c = page.components[idx];
      // A few pixels of each letter are enough.
      int seen = 0;
      for (int y = c.box.y0; y < c.box.y1 && seen < 24; y += 2) {
        const LabelRow label(page.labels, y);
        for (int x = c.box.x0; x < c.box.x1 && seen < 24; x += 2) {
          if (label[x] != c.label || hues.density(x, y) < 2 * kInkDensity) continue;
          const InkHue hue = hues.at(x, y);
          red_blue.push_back(hue.red_blue);
          green.push_back(hue.green);
          ++seen;
        }
      }
    }
  }
  if (red_blue.size() < 200) return colored;
  const Spread rb = spread_of(red_blue, kLeastRedBlue), gr = spread_of(green, kLeastGreen);

  const Box& frame = upright.frame;
  for (int y = frame.y0; y < frame.y1; ++y) {
    const uchar* gray = upright.gray.ptr<uchar>(y);
    uchar* out = colored.ptr<uchar>(y);
    for (int x = frame.x0; x < frame.x1; ++x) {
      if (gray[x] > 255 * kPaleShare) continue;
      if (hues.density(x, y) < kInkDensity) continue;
      const InkHue hue = hues.at(x, y);
      const double far_red = (hue.red_blue - rb.median) / rb.deviation,
                   far_green = (hue.green - gr.median) / gr.deviation;
      if (far_red * far_red + far_green * far_green > kFar * kFar) out[x] = 255;
    }
  }
  // Fringes of letters are thin and short; a pen's or a stamp's pieces are not, and they do not fade away.
  cv::Mat labels;
  const double unit = page.letter_unit();
  const std::vector<Component> pieces = find_components(colored, labels);
  const std::vector<double> contrasts = rim_contrasts(upright.gray, labels, static_cast<int>(pieces.size()),
                                                      page.ink, std::max(3, cvRound(kAroundRim * unit)));
  std::vector<uchar> keep(pieces.size() + 1, 0);
  double kept = 0;
  for (const Component& c : pieces) {
    const double w = c.box.width(), h = c.box.height();
    // A fold or a binding's shadow is colored by what lies under it, and thicker than a pen's stroke.
    const bool fold = h > 0.25 * page.ink.rows && c.area > 0.35 * unit * h;
    const bool large = std::max(w, h) >= 0.5 * unit && c.area >= 0.06 * unit * unit && !fold &&
                       contrasts[static_cast<size_t>(c.label)] >= kClearRim &&
                       !lies_along_edge(c.box, frame, unit);
    keep[c.label] = large ? 255 : 0;
    if (large) kept += c.area;
  }
  if (kept < 2 * unit * unit) return cv::Mat::zeros(page.ink.size(), CV_8UC1);
  for (int y = 0; y < colored.rows; ++y) {
    const LabelRow label(labels, y);
    uchar* out = colored.ptr<uchar>(y);
    for (int x = 0; x < colored.cols; ++x) out[x] = keep[label[x]];
  }
  return colored;
}

}  // namespace folio
