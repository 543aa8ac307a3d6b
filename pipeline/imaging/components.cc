#include "imaging/components.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "imaging/ink_runs.h"
#include "page/label_row.h"

namespace folio {
namespace {

constexpr double kAlike = 0.15;     // of a height: letters of one size, worn or heavy
constexpr double kOneSize = 1.6;    // between the small letters and the capitals of one size of type
constexpr double kOutweighs = 2.5;  // times the text at the quantile's height
constexpr double kQuantile = 0.45;

/// Letter-like pieces by their height in pixels.
struct ByHeight {
  std::vector<double> ink, count;

  int heights() const { return static_cast<int>(ink.size()); }

  /// How much text stands at `height`: geometric mean of the ink and the number of pieces about there. Ink
  /// alone is a drawing's, number alone that of specks.
  double text_at(int height) const {
    const int reach = std::max(1, static_cast<int>(kAlike * height));
    double all_ink = 0, pieces = 0;
    for (int h = std::max(0, height - reach); h <= std::min(height + reach, heights() - 1); ++h)
      all_ink += ink[h], pieces += count[h];
    return std::sqrt(all_ink * pieces);
  }

  /// The height in [from, to) below which kQuantile of the ink there lies.
  int quantile(int from, int to) const {
    to = std::min(to, heights());
    double all = 0, below = 0;
    for (int h = from; h < to; ++h) all += ink[h];
    for (int h = from; h < to; ++h) {
      below += ink[h];
      if (below >= kQuantile * all) return h;
    }
    return to - 1;
  }
};

}  // namespace

std::vector<Component> find_components(const cv::Mat& ink, cv::Mat& labels) {
  const InkRuns found(ink);
  clear_labels(labels, ink.size(), found.pieces().size());
  for (const InkRun& run : found.runs()) {
    LabelRow row(labels, run.y);
    for (int x = run.x0; x < run.x1; ++x) row.set(x, run.label);
  }
  return found.pieces();
}

void renew_components(std::vector<int> changed, cv::Mat& labels, std::vector<Component>& components) {
  std::ranges::sort(changed);
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  std::vector<int> free;
  for (const int label : changed) {
    const Box box = components[static_cast<size_t>(label) - 1].box;
    cv::Mat own = labels(to_rect(box)), parts_of;
    const std::vector<Component> parts = find_components(own == label, parts_of);
    if (parts.empty()) free.push_back(label);
    std::vector<int> label_of{0};
    for (size_t i = 0; i < parts.size(); ++i) {
      if (i == 0) {
        label_of.push_back(label);
      } else if (!free.empty()) {
        label_of.push_back(free.back());
        free.pop_back();
      } else {
        components.emplace_back();
        label_of.push_back(static_cast<int>(components.size()));
      }
      const Box& b = parts[i].box;
      components[static_cast<size_t>(label_of.back()) - 1] = {
          {box.x0 + b.x0, box.y0 + b.y0, box.x0 + b.x1, box.y0 + b.y1}, parts[i].area, label_of.back()};
    }
    if (parts.size() < 2) continue;
    widen_labels(labels, components.size());
    own = labels(to_rect(box));
    for (int y = 0; y < own.rows; ++y) {
      const LabelRow part(parts_of, y);
      LabelRow row(own, y);
      for (int x = 0; x < own.cols; ++x)
        if (part[x] != 0) row.set(x, label_of[static_cast<size_t>(part[x])]);
    }
  }
  // The last pieces move up to where others are gone.
  std::ranges::sort(free, std::greater());
  for (const int label : free) {
    const Component last = components.back();
    components.pop_back();
    if (last.label == label) continue;
    cv::Mat own = labels(to_rect(last.box));
    own.setTo(label, own == last.label);
    components[static_cast<size_t>(label) - 1] = {last.box, last.area, label};
  }
}

double share_at_height(const std::vector<Component>& components, double height, const cv::Size& page) {
  double at_height = 0, all = 0;
  for (const Component& c : components) {
    const int h = c.box.height();
    if (h > page.height / 5 || std::max(c.box.width(), h) < 4) continue;
    all += c.area;
    if (std::abs(h - height) <= kAlike * height) at_height += c.area;
  }
  return all > 0 ? at_height / all : 0;
}

double usual_letter_height(const std::vector<Component>& components, const cv::Size& page, int lowest) {
  // Letter-like: neither a speck nor a picture, not a rule, not a mere outline.
  const auto heights = static_cast<size_t>(page.height / 5) + 1;
  ByHeight pieces{std::vector<double>(heights, 0), std::vector<double>(heights, 0)};
  int letters = 0;
  for (const Component& c : components) {
    const int w = c.box.width(), h = c.box.height();
    if (h < lowest || w < std::min(lowest, 4) || w > 3 * h || h > page.height / 5 || c.area < 0.12 * w * h)
      continue;
    pieces.ink[h] += c.area;
    pieces.count[h] += 1;
    ++letters;
  }
  if (letters < 5) return 0;
  const int usual = pieces.quantile(0, pieces.heights());
  // A few heavy pieces (a drawing, a frame) may outweigh the text. Then hardly any text stands where the
  // quantile falls, and much at one other height.
  int peak = usual;
  double most = kOutweighs * pieces.text_at(usual);
  for (int h = lowest; h < pieces.heights(); ++h) {
    if (const double text = pieces.text_at(h); text > most) peak = h, most = text;
  }
  if (peak == usual) return usual;
  return pieces.quantile(static_cast<int>(peak / kOneSize), static_cast<int>(peak * kOneSize) + 1);
}

}  // namespace folio
