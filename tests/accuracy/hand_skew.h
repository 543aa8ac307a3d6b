#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace folio {

/// Skew of a scan as a person measured it: the mean of the slopes of its lines. Degrees, clockwise positive.
///
/// A line's end is where two or three letters stand on their feet, read from the scan at five times its size
/// to about half a pixel; a line of 1,100 pixels is then good to 0.04 degrees, and the mean of seven to 0.02.
/// What remains is the page's: where its lines fan out, as on a sheet that was fed crooked, the mean is that
/// of lines spread evenly from top to bottom. Ends say nothing of the middle: on six of these scans lines
/// waver by half a pixel, and a fit to all letters is 0.06 degrees off the line between the ends.
struct HandSkew {
  std::string stem;  ///< of the page
  double degrees = 0;
  int lines = 0;  ///< measured, three or more
};

/// Reads page,x0,y0,x1,y1,degrees with a heading: a line of type from its left end to its right, in pixels of
/// the scan as displayed, and its slope, by which slips of the pen show. Lines of a page follow each other.
/// Throws Error{input} with the line.
std::vector<HandSkew> read_hand_skews(const std::filesystem::path& file);

}  // namespace folio
