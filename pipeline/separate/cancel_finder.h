#pragma once

#include <opencv2/core.hpp>
#include <optional>

namespace folio {

/// Stroke that cancels a short piece of handwriting, as archives do with a leaf's old number.
struct Cancel {
  cv::Mat stroke;   ///< CV_8UC1, size of the ink: the stroke's pixels, those where it crosses the writing too
  cv::Mat crossed;  ///< of the stroke, those that are the writing's as well
  cv::Rect writing;      ///< of what the stroke cancels, within the ink
  double thickness = 0;  ///< pixels
};

/// Finds one straight stroke that runs through all of a piece of handwriting and sticks out of it on both
/// sides. The same pen wrote and struck, so neither color nor width tells; a stroke through the middle that
/// begins before the first figure and ends after the last one is no part of a figure: the bar of a 4 begins
/// with it, that of a 7 lies within. Slants up to 27 degrees, the figures' height at least 2.5 strokes.
/// Every slope and height is tried, as in a Hough transform that counts inked columns, not pixels: a bulge is
/// no longer than a hair.
/// `ink`: CV_8UC1, 255 = the writing with its stroke and nothing else. Returns nothing where it is not
/// struck, or is struck by a curve, by several strokes, or by one that stops within the writing.
std::optional<Cancel> find_cancel(const cv::Mat& ink);

}  // namespace folio
