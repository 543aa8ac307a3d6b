#pragma once

#include <opencv2/core.hpp>

#include "page/scanned_page.h"

namespace folio {

/// Judges the resolution that a file declares (pixels per inch; 0 = none) for a page of `size` pixels.
///
/// Believed when the page then measures like paper: longer side 70 to 900 mm (a slip to an A1 sheet), shorter
/// side 20 mm or more, and the two resolutions within a factor of 2.5 of each other (fax is 204 x 98). 72, 96
/// and 1 are what programs write when they do not know, so they are believed only when the longer side then
/// is that of a common leaf, 140 to 370 mm (A5 to foolscap and legal).
///
/// Otherwise estimated, and said to be: as if the longer side were 297 mm (A4; a folio sheet is 330).
/// A strip or a double leaf is then off by its ratio to that. The stages that read measure letters instead.
Resolution judge_resolution(const cv::Size& size, double x_per_inch, double y_per_inch);

/// The size of a page of `size` pixels once they are square: see make_pixels_square.
cv::Size square_size(const cv::Size& size, const Resolution& resolution);

/// Makes pixels square: where x and y differ by more than 5 %, the coarser axis is enlarged to the finer
/// one's resolution, since later stages take a pixel as high as it is wide. 1-bit pages stay black and white.
/// The page's size and resolution are then those of the enlarged pixels, as a viewer displays the page.
void make_pixels_square(ScannedPage& page);

}  // namespace folio
