#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

#include "drawing/canvas.h"

namespace folio {

/// A place on the way of a pen.
struct PenPoint {
  cv::Point2d place_mm;  ///< on the paper
  double width_mm = 0.4;
};

/// A smooth curve through the given points (Catmull-Rom), in steps of at most `step_mm`.
std::vector<cv::Point2d> smooth_curve(const std::vector<cv::Point2d>& points_mm, double step_mm = 0.3);

/// A pen's way along a curve: the hand shakes, presses now more, now less, and lifts at both ends.
std::vector<PenPoint> pen_way(const std::vector<cv::Point2d>& curve_mm, double width_mm, std::uint64_t seed);

/// Covers what lies within half a width of a straight line, in pixels of `coverage` (CV_8UC1); the width
/// changes evenly from end to end. What is covered more already stays so.
void cover_line(cv::Mat& coverage, const cv::Point2d& a, double width_a, const cv::Point2d& b,
                double width_b);

/// Draws a pen's way. A pencil leaves grainy ink. Returns the box of what counts as ink.
Box draw_pen(Canvas& canvas, Layer layer, const std::vector<PenPoint>& way, const Hand& hand,
             std::uint64_t seed);

/// Takes ink off where a pencil jumps over the paper's grain, and evens a pen's ink a little less than
/// evenly. `coverage` has its top-left pixel at `origin`.
void apply_tool(cv::Mat& coverage, const cv::Point& origin, const Hand& hand, double pixels_per_mm,
                std::uint64_t seed);

}  // namespace folio
