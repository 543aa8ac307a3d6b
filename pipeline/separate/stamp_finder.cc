#include "separate/stamp_finder.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"

namespace folio {
namespace {

constexpr int kDirections = 72;

/// Share of directions from the middle in which the outermost ink lies on the edge of the smallest (turned)
/// rectangle around the piece, or on the ellipse in it, [0, 1]: the larger of both.
double outline_share(const cv::Mat& labels, const Component& piece) {
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
  const auto round = std::ranges::count_if(outer, [](double r) { return r > 0.86 && r < 1.1; });
  const auto square = std::ranges::count(on_edge, 1);
  return static_cast<double>(std::max(round, square)) / kDirections;
}

}  // namespace

std::vector<Box> find_stamps(const cv::Mat& ink, double unit) {
  std::vector<Box> stamps;
  cv::Mat joined, labels;
  // Worn stamps print broken outlines.
  const int gap = std::max(3, cvRound(0.25 * unit) | 1);
  cv::morphologyEx(ink, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {gap, gap}));
  for (const Component& piece : find_components(joined, labels)) {
    const Box& b = piece.box;
    if (b.width() < 6 * unit || b.height() < 3 * unit) continue;
    if (b.width() > 0.7 * ink.cols || b.height() > 0.5 * ink.rows) continue;
    if (outline_share(labels, piece) >= 0.8) stamps.push_back(b);
  }
  return stamps;
}

}  // namespace folio
