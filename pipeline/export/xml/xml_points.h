#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// Points as ALTO and PAGE write them, "x,y x,y" or "x y x y", with decimals or not. Ends at the first thing
/// that is no number; coordinates beyond ten million are cut to that.
std::vector<cv::Point2d> parse_points(std::string_view text);

/// "x,y x,y", rounded.
std::string points_text(const std::vector<cv::Point2d>& points);

/// The corners of a box as points of a polygon: pixels within it, from the upper left one clockwise.
std::vector<cv::Point2d> corners_of(const Box& box);

/// The box whose pixels these points are; empty without points. The reverse of corners_of.
Box box_around(const std::vector<cv::Point2d>& points);

/// From the leftmost to the rightmost point, bent as far as the polyline between lies off in its middle.
Baseline baseline_through(std::vector<cv::Point2d> points);

}  // namespace folio
