#include "core/page_map.h"

#include <algorithm>
#include <cmath>

namespace folio {
namespace {

constexpr int kEdgePoints = 8;   // of a box's edge that are followed
constexpr int kIterations = 20;  // a third of the distance is left after each, at the worst
constexpr int kCoarse = 16;      // pixels

/// Box of the images of points along the edges; Transform's rounding.
template <class Map>
Box image_of(const Box& box, const Map& map) {
  if (box.empty()) return {};
  double x0 = 1e18, y0 = 1e18, x1 = -1e18, y1 = -1e18;
  const auto add = [&](double x, double y) {
    const cv::Point2d p = map(cv::Point2d(x, y));
    x0 = std::min(x0, p.x), x1 = std::max(x1, p.x);
    y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
  };
  for (int i = 0; i <= kEdgePoints; ++i) {
    const double x = box.x0 + box.width() * double(i) / kEdgePoints;
    const double y = box.y0 + box.height() * double(i) / kEdgePoints;
    add(x, box.y0), add(x, box.y1), add(box.x0, y), add(box.x1, y);
  }
  return outer_box(x0, y0, x1, y1);
}

}  // namespace

cv::Point2d ShiftField::at(const cv::Point2d& point) const {
  if (empty()) return {};
  const auto place = [](double x, double length, int nodes, int& first) {
    const double at = length > 0 ? std::clamp(x / length, 0.0, 1.0) * (nodes - 1) : 0.0;
    first = std::min(static_cast<int>(at), nodes - 2);
    return at - first;
  };
  int column = 0, row = 0;
  const double s = place(point.x, size.width, columns, column), t = place(point.y, size.height, rows, row);
  const auto node = [&](int r, int c) { return offsets[static_cast<size_t>(r) * columns + c]; };
  return (1 - t) * ((1 - s) * node(row, column) + s * node(row, column + 1)) +
         t * ((1 - s) * node(row + 1, column) + s * node(row + 1, column + 1));
}

Box PageMap::operator()(const Box& box) const { return is_plane() ? plane_(box) : image_of(box, *this); }

Baseline PageMap::operator()(const Baseline& baseline) const {
  if (is_plane()) return {plane_(baseline.left), plane_(baseline.right), baseline.bend * scale()};
  Baseline out{(*this)(baseline.left), (*this)(baseline.right)};
  const double x = 0.5 * (baseline.left.x + baseline.right.x);
  const cv::Point2d middle = (*this)(cv::Point2d(x, baseline.y_at(x)));
  out.bend = middle.y - out.y_at(middle.x);
  return out;
}

cv::Point2d PageMap::Inverse::operator()(const cv::Point2d& point) const {
  const cv::Point2d shifted = plane_(point);
  if (shifts_.empty()) return shifted;
  cv::Point2d page = shifted;
  for (int i = 0; i < kIterations; ++i) {
    const cv::Point2d next = shifted - shifts_.at(page);
    const double moved = std::abs(next.x - page.x) + std::abs(next.y - page.y);
    page = next;
    if (moved < 0.002) break;
  }
  return page;
}

Box PageMap::Inverse::operator()(const Box& box) const {
  return shifts_.empty() ? plane_(box) : image_of(box, *this);
}

cv::Mat sampling_map(const cv::Size& target,
                     const std::function<cv::Point2d(const cv::Point2d&)>& source_of) {
  const int columns = target.width / kCoarse + 2, rows = target.height / kCoarse + 2;
  cv::Mat_<cv::Vec2f> coarse(rows, columns);
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c) {
      const cv::Point2d p = source_of(cv::Point2d(c * kCoarse + 0.5, r * kCoarse + 0.5));
      coarse(r, c) = {static_cast<float>(p.x - 0.5), static_cast<float>(p.y - 0.5)};
    }
  cv::Mat_<cv::Vec2f> map(target);
  for (int y = 0; y < target.height; ++y) {
    const auto t = static_cast<float>(y % kCoarse) / kCoarse;
    const cv::Vec2f *above = coarse[y / kCoarse], *below = coarse[y / kCoarse + 1];
    cv::Vec2f* out = map[y];
    for (int x = 0; x < target.width; ++x) {
      const auto s = static_cast<float>(x % kCoarse) / kCoarse;
      const int c = x / kCoarse;
      out[x] =
          (1 - t) * ((1 - s) * above[c] + s * above[c + 1]) + t * ((1 - s) * below[c] + s * below[c + 1]);
    }
  }
  return map;
}

}  // namespace folio
