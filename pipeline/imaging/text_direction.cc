#include "imaging/text_direction.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "imaging/line_grouper.h"

namespace folio {
namespace {

// Heights and widths in letter heights.
constexpr double kLow = 0.6, kHigh = 1.7, kWide = 2.0;  // of a letter, capitals included
constexpr double kFar = 4;                              // a neighbor farther off belongs to something else
constexpr double kClearly = 0.45;                       // dy/dx of a neighbor beside: 24 degrees
constexpr size_t kMostAsked = 1500;

constexpr double kMarkLeast = 0.1, kMarkMost = 0.5;  // sides of a stop or a comma
constexpr double kAtFeet = 0.3;                      // of its middle from the baseline, or from the heads
constexpr double kLongLine = 10;
constexpr double kSamePlace = 0.8;  // of line ends that are aligned

/// Share of `ends` in the fullest window of this width.
double aligned_share(std::vector<double> ends, double window) {
  if (ends.empty()) return 0;
  std::ranges::sort(ends);
  size_t most = 0;
  for (size_t i = 0, j = 0; i < ends.size(); ++i) {
    while (ends[i] - ends[j] > window) ++j;
    most = std::max(most, i - j + 1);
  }
  return static_cast<double>(most) / static_cast<double>(ends.size());
}

/// Small pieces of the line that no letter stands above or below.
void count_marks(const InkLine& line, const std::vector<Component>& components, FeetEvidence& evidence) {
  const double unit = line.x_height;
  const auto is_small = [&](const Box& b) {
    return std::max(b.width(), b.height()) <= kMarkMost * unit &&
           std::max(b.width(), b.height()) >= kMarkLeast * unit;
  };
  for (size_t i = 0; i < line.component_idxs.size(); ++i) {
    const Box& mark = components[line.component_idxs[i]].box;
    if (!is_small(mark)) continue;
    const bool covered = std::ranges::any_of(line.component_idxs, [&](int idx) {
      const Box& other = components[idx].box;
      return !is_small(other) && other.height() > kMarkMost * unit && other.x0 < mark.x1 &&
             mark.x0 < other.x1;
    });
    if (covered) continue;
    const double above = line.baseline.y_at(mark.center_x()) - mark.center_y();
    if (std::abs(above) <= kAtFeet * unit) ++evidence.marks_at_feet;
    if (std::abs(above - unit) <= kAtFeet * unit) ++evidence.marks_at_heads;
  }
}

}  // namespace

RowDirection find_row_direction(const std::vector<Component>& components, double letter_height) {
  RowDirection direction;
  if (letter_height <= 0) return direction;
  std::vector<cv::Point2d> letters;
  for (const Component& c : components) {
    const double w = c.box.width() / letter_height, h = c.box.height() / letter_height;
    // On its side a letter is as wide as it was high.
    if (std::max(w, h) < kLow || std::max(w, h) > kWide || std::min(w, h) < 0.25 || std::min(w, h) > kHigh)
      continue;
    letters.emplace_back(c.box.center_x(), c.box.center_y());
  }
  std::ranges::sort(letters, {}, &cv::Point2d::x);
  const size_t every = letters.size() / kMostAsked + 1;
  int beside = 0;
  for (size_t i = 0; i < letters.size(); i += every) {
    double nearest = kFar * letter_height * kFar * letter_height;
    cv::Point2d to(0, 0);
    const auto look = [&](size_t j) {
      const cv::Point2d d = letters[j] - letters[i];
      if (const double distance = d.dot(d); distance < nearest) nearest = distance, to = d;
      return d.x * d.x < nearest;
    };
    for (size_t j = i + 1; j < letters.size() && look(j); ++j) {
    }
    for (size_t j = i; j-- > 0 && look(j);) {
    }
    const double dx = std::abs(to.x), dy = std::abs(to.y);
    if (dy > kClearly * dx && dx > kClearly * dy) continue;
    if (dx == 0 && dy == 0) continue;
    ++direction.letters;
    if (dy <= kClearly * dx) ++beside;
  }
  if (direction.letters > 0) direction.upright = double(beside) / direction.letters;
  return direction;
}

bool FeetEvidence::looks_turned_over() const {
  constexpr int kFewMarks = 4, kFewLines = 5;
  const bool heads = marks_at_heads >= kFewMarks && marks_at_heads > 1.5 * marks_at_feet;
  if (lines < kFewLines) return heads && marks_at_heads > 4 * marks_at_feet;
  return heads && aligned_right > aligned_left;
}

FeetEvidence find_feet(const std::vector<Component>& components, double letter_height, const cv::Size& page) {
  FeetEvidence evidence;
  std::vector<double> left, right;
  for (const InkLine& line : group_lines(components, letter_height, page).lines) {
    count_marks(line, components, evidence);
    if (line.box.width() < kLongLine * letter_height) continue;
    left.push_back(line.box.x0);
    right.push_back(line.box.x1);
  }
  evidence.lines = static_cast<int>(left.size());
  evidence.aligned_left = aligned_share(std::move(left), kSamePlace * letter_height);
  evidence.aligned_right = aligned_share(std::move(right), kSamePlace * letter_height);
  return evidence;
}

}  // namespace folio
