#include "separate/stamp_finder.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"
#include "imaging/ink_cells.h"
#include "separate/figure_ring.h"

namespace folio {
namespace {

constexpr int kDirections = 72;

/// Shares of directions from the middle, [0, 1], in which the outermost ink lies on the ellipse in the
/// smallest (turned) rectangle around the piece, and on that rectangle's edge.
struct OutlineShare {
  double round = 0, square = 0;
};

OutlineShare outline_share(const cv::Mat& labels, const Component& piece) {
  std::vector<cv::Point> points;
  cv::findNonZero(labels(to_rect(piece.box)) == piece.label, points);
  const cv::RotatedRect around = cv::minAreaRect(points);
  const double angle = around.angle * CV_PI / 180;
  const double c = std::cos(angle), s = std::sin(angle);
  const double rx = std::max(1.0F, 0.5F * around.size.width), ry = std::max(1.0F, 0.5F * around.size.height);
  std::vector<double> outer(kDirections, 0.0);  // in units of the ellipse's radius
  std::vector<char> on_edge(kDirections, 0);
  for (const cv::Point& p : points) {
    const double px = p.x - around.center.x, py = p.y - around.center.y;
    const double dx = (c * px + s * py) / rx, dy = (c * py - s * px) / ry;
    const auto direction =
        static_cast<size_t>((std::atan2(dy, dx) + CV_PI) / (2 * CV_PI) * kDirections) % kDirections;
    outer[direction] = std::max(outer[direction], std::hypot(dx, dy));
    if (std::max(std::abs(dx), std::abs(dy)) > 0.85) on_edge[direction] = 1;
  }
  const auto round =
      static_cast<double>(std::ranges::count_if(outer, [](double r) { return r > 0.86 && r < 1.1; }));
  const auto square = static_cast<double>(std::ranges::count(on_edge, 1));
  return {round / kDirections, square / kDirections};
}

/// The box of the outermost ring around a round stamp's inner one: worn rings, and rings crossed by typing,
/// fall into pieces. A ring is ink at one distance from the middle in most directions, at most 1.8 times the
/// inner radius away.
Box with_outer_ring(const cv::Mat& ink, const Box& inner) {
  const double radius = 0.25 * (inner.width() + inner.height());
  const double slack = std::max(2.0, 0.05 * radius);
  Box out = inner;
  for (double r = radius + 2 * slack; r < 1.8 * radius; r += 0.5 * slack) {
    int hits = 0;
    for (int d = 0; d < kDirections; ++d) {
      const double angle = 2 * CV_PI * d / kDirections;
      bool hit = false;
      for (double at = r - slack; at <= r + slack && !hit; at += 1) {
        const int x = cvRound(inner.center_x() + at * std::cos(angle)),
                  y = cvRound(inner.center_y() + at * std::sin(angle));
        hit = x >= 0 && y >= 0 && x < ink.cols && y < ink.rows && ink.at<uchar>(y, x) != 0;
      }
      hits += hit ? 1 : 0;
    }
    if (hits >= 0.62 * kDirections) {
      const auto reach = static_cast<int>(std::ceil(r + slack));
      out = clip(grow({cvRound(inner.center_x()), cvRound(inner.center_y()), cvRound(inner.center_x()),
                       cvRound(inner.center_y())},
                      reach, reach),
                 ink.size());
    }
  }
  return out;
}

/// Outlines that make a stamp. A ring is hardly anything else; letters that hang together fill a small box's
/// edges too.
bool is_outline(const OutlineShare& share, const Box& box, double unit) {
  const double aspect = static_cast<double>(box.width()) / box.height();
  const bool large = std::min(box.width(), box.height()) >= 8 * unit;
  if (large && aspect > 0.75 && aspect < 1.35 && share.round >= 0.6) return true;
  return share.square >= (box.height() < 4.5 * unit ? 0.88 : 0.75) || share.round >= 0.85;
}

/// May be a stamp by its size, in a page of this one.
bool has_stamps_size(const Box& box, const cv::Size& page, double unit) {
  return box.width() >= 6 * unit && box.height() >= 3 * unit && box.width() <= 0.7 * page.width &&
         box.height() <= 0.5 * page.height;
}

/// Boxes, no two of which meet, around all ink that hangs together over gaps of up to `gap` pixels and is
/// large enough for a stamp.
std::vector<Box> large_areas(const cv::Mat& ink, int gap, double unit) {
  std::vector<Box> areas = inked_areas(ink, gap, 2 * gap);
  std::erase_if(areas, [&](const Box& area) { return area.width() < 6 * unit || area.height() < 3 * unit; });
  for (size_t i = 0; i < areas.size();) {
    const auto meets = std::find_if(areas.begin() + static_cast<long>(i) + 1, areas.end(),
                                    [&](const Box& other) { return !intersect(areas[i], other).empty(); });
    if (meets == areas.end()) {
      ++i;
      continue;
    }
    // It has grown, and may meet others now.
    areas[i] = unite(areas[i], *meets);
    areas.erase(meets);
    i = 0;
  }
  return areas;
}

struct Outlined {
  Box box;
  OutlineShare share;
};

/// Outlines as large as stamps; worn ones, printed in pieces, are joined over gaps.
std::vector<Outlined> find_outlines(const cv::Mat& ink, double unit) {
  const int gap = std::max(3, cvRound(0.4 * unit) | 1);
  const cv::Mat disk = cv::getStructuringElement(cv::MORPH_ELLIPSE, {gap, gap});
  std::vector<Outlined> found;
  cv::Mat joined, labels;
  for (const Box& area : large_areas(ink, gap, unit)) {
    cv::morphologyEx(ink(to_rect(area)), joined, cv::MORPH_CLOSE, disk);
    for (const Component& piece : find_components(joined, labels)) {
      if (!has_stamps_size(piece.box, ink.size(), unit)) continue;
      const Box& b = piece.box;
      const Box box{area.x0 + b.x0, area.y0 + b.y0, area.x0 + b.x1, area.y0 + b.y1};
      const OutlineShare share = outline_share(labels, piece);
      if (is_outline(share, box, unit)) found.push_back({box, share});
    }
  }
  return found;
}

}  // namespace

std::vector<Box> find_stamps(const cv::Mat& ink, double unit) {
  std::vector<Outlined> outlines = find_outlines(ink, unit);
  std::ranges::stable_sort(outlines, std::ranges::greater(), [](const Outlined& o) { return o.box.area(); });
  std::vector<Box> stamps;
  for (const Outlined& outlined : outlines) {
    const Box& box = outlined.box;
    const OutlineShare& share = outlined.share;
    // An inner ring belongs to the outer one.
    const bool within =
        std::ranges::any_of(stamps, [&](const Box& stamp) { return intersect(stamp, box) == box; });
    if (within || (share.round >= share.square && is_figure_ring(ink, box, unit))) continue;
    const double aspect = static_cast<double>(box.width()) / box.height();
    stamps.push_back(share.round >= 0.6 && aspect > 0.75 && aspect < 1.35 ? with_outer_ring(ink, box) : box);
  }
  return stamps;
}

}  // namespace folio
