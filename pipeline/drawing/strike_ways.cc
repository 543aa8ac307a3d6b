#include "drawing/strike_ways.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace folio {
namespace {

using Way = std::vector<cv::Point2d>;

constexpr double kFinest = 0.28, kBoldest = 0.6;  // widths of a pen's line, millimeters: steel nib to crayon

/// A level stroke through the small letters, a knot every 12 mm.
Way level_stroke(const StruckPlace& place, double left, double right, Random& random) {
  const double level = place.baseline_mm - place.x_height_mm * random.uniform(0.3, 0.75);
  const int knots = std::max(2, static_cast<int>((right - left) / 12) + 2);
  Way points;
  for (int i = 0; i < knots; ++i) {
    const double t = i / (knots - 1.0);
    points.emplace_back(left + (right - left) * t, level + place.x_height_mm * 0.22 * random.normal());
  }
  return points;
}

std::vector<Way> two_lines(const StruckPlace& place, Random& random) {
  const double unit = place.x_height_mm;
  std::vector<Way> ways;
  const double slope = 0.02 * random.normal();
  for (const double height : {random.uniform(0.2, 0.42), random.uniform(0.6, 0.9)}) {
    const double left = place.left_mm - random.uniform(0.2, 1.2);
    const double right = place.right_mm + random.uniform(0.0, 1.2);
    const double level = place.baseline_mm - unit * height;
    Way points;
    const int knots = std::max(2, static_cast<int>((right - left) / 12) + 2);
    for (int i = 0; i < knots; ++i) {
      const double x = left + (right - left) * i / (knots - 1.0);
      points.emplace_back(x, level + slope * (x - left) + unit * 0.06 * random.normal());
    }
    ways.push_back(points);
  }
  return ways;
}

Way zigzag(const StruckPlace& place, Random& random) {
  const double unit = place.x_height_mm, width = place.right_mm - place.left_mm;
  const double step = std::min(0.5 * width, unit * random.uniform(0.5, 1.5));
  Way points;
  bool up = random.uniform() < 0.5;
  for (double x = place.left_mm - random.uniform(0.2, 0.8); x < place.right_mm + 0.8; x += step) {
    const double height = up ? random.uniform(0.8, 1.25) : random.uniform(-0.1, 0.25);
    points.emplace_back(x + 0.15 * step * random.normal(), place.baseline_mm - unit * height);
    up = !up;
  }
  return points;
}

/// From below on the left to above on the right, or the other way round, bent a little.
Way diagonal(const cv::Point2d& low, const cv::Point2d& high, double bend_mm) {
  return {low, 0.5 * (low + high) + cv::Point2d(0, bend_mm), high};
}

std::vector<Way> crosses(const StruckPlace& place, Random& random) {
  const double unit = place.x_height_mm, width = place.right_mm - place.left_mm;
  const bool one = width < 7 * unit || random.uniform() < 0.5;
  const double each = one ? width : unit * random.uniform(2.2, 4.5);
  const int count = one ? 1 : std::max(1, static_cast<int>(std::lround(width / each)));
  std::vector<Way> ways;
  for (int i = 0; i < count; ++i) {
    const double left = place.left_mm + width * i / count - random.uniform(0, 0.5);
    const double right = place.left_mm + width * (i + 1) / count + random.uniform(0, 0.5);
    const double foot = place.baseline_mm + unit * random.uniform(0.05, 0.35);
    const double head = place.baseline_mm - unit * random.uniform(1.15, 1.6);
    ways.push_back(diagonal({left, foot}, {right, head}, 0.1 * unit * random.normal()));
    ways.push_back(diagonal({left, head}, {right, foot}, 0.1 * unit * random.normal()));
  }
  return ways;
}

std::vector<Way> slants(const StruckPlace& place, Random& random) {
  const double unit = place.x_height_mm, width = place.right_mm - place.left_mm;
  const bool one = width < 7 * unit && random.uniform() < 0.7;
  const double lean = unit * random.uniform(0.4, 1.4);  // from foot to head, along the line
  const int count =
      one ? 1 : std::max(2, static_cast<int>(std::lround(width / (unit * random.uniform(0.9, 2)))));
  std::vector<Way> ways;
  for (int i = 0; i < count; ++i) {
    const double foot = place.baseline_mm + unit * random.uniform(0.1, 0.5);
    const double head = place.baseline_mm - unit * random.uniform(1.2, 1.7);
    double low_x = place.left_mm - 0.4, high_x = place.right_mm + 0.4;
    if (!one) {
      const double middle = place.left_mm + width * (i + 0.5) / count + 0.1 * unit * random.normal();
      low_x = middle - 0.5 * lean, high_x = middle + 0.5 * lean;
    }
    ways.push_back(diagonal({low_x, foot}, {high_x, head}, 0.08 * unit * random.normal()));
  }
  return ways;
}

/// The pen presses now more, now less.
std::vector<StrikeWay> with_pen(std::vector<Way> ways, double finest_mm, double boldest_mm, Random& random) {
  std::vector<StrikeWay> out;
  for (Way& way : ways) {
    const double width = random.uniform(finest_mm, boldest_mm);
    out.push_back({std::move(way), width, random.next()});
  }
  return out;
}

}  // namespace

std::vector<StrikeWay> strike_ways(StrikeKind kind, bool maybe_twice, const StruckPlace& place,
                                   Random& random) {
  switch (kind) {
    case StrikeKind::line: {
      const double left = place.left_mm - random.uniform(0.2, 1.2);
      const double right = place.right_mm + random.uniform(0.0, 1.2);
      const int strokes = maybe_twice && random.uniform() < 0.3 ? 2 : 1;
      std::vector<StrikeWay> ways;
      for (int i = 0; i < strokes; ++i)
        for (StrikeWay& way : with_pen({level_stroke(place, left, right, random)}, 0.36, 0.5, random))
          ways.push_back(std::move(way));
      return ways;
    }
    case StrikeKind::double_line:
      return with_pen(two_lines(place, random), kFinest, kBoldest, random);
    case StrikeKind::zigzag:
      return with_pen({zigzag(place, random)}, kFinest, kBoldest, random);
    case StrikeKind::cross:
      return with_pen(crosses(place, random), kFinest, kBoldest, random);
    case StrikeKind::slant:
      return with_pen(slants(place, random), kFinest, kBoldest, random);
    case StrikeKind::none:
    case StrikeKind::typed_over:
      break;
  }
  return {};
}

}  // namespace folio
