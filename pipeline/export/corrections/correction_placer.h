#pragma once

#include <vector>

#include "page/correction.h"

namespace folio {

struct PlacedCorrections {
  size_t placed = 0;
  std::vector<UnplacedCorrection> unplaced;
};

/// Moves the boxes to a page of another size; without a known size of theirs they stay.
void scale_corrections(PageCorrections& corrections, const cv::Size& size);

/// Puts a person's corrections to a page that was read anew, and so may have other words in other lines. A
/// correction belongs to the words of one line that lie in its box, or that its box lies in, first of all in
/// its own layer; where there are none, to the one word nearby that reads as its word did. Its text becomes
/// the word's (`source` person, confidence 1), the reading stays in `ocr`. Words that one correction covers
/// become one; a word that several cover, beside each other, becomes several; of two at one place the later
/// one counts. A word that the person added goes to the line that it stands in. On another scan under the
/// same name (by its checksum) the reading must agree too. Boxes are scaled where the page's size differs.
/// What has no place is given back. Takes n log n in
/// words and corrections where words do not lie over each other.
PlacedCorrections place_corrections(PageText& page, const PageCorrections& corrections);

}  // namespace folio
