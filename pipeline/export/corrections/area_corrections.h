#pragma once

#include <vector>

#include "export/corrections/correction_placer.h"
#include "page/correction.h"

namespace folio {

/// Gives the lines and regions of a page the layers and roles that a person said: each area to the line or
/// region whose box is most nearly its own. An area without one is given back, as a correction without text.
/// Boxes must be of a page of this size.
std::vector<UnplacedCorrection> place_areas(PageText& page, const std::vector<AreaCorrection>& areas);

/// Adds what was said of areas, and notes, to older ones; the newer takes the place of what was said of about
/// the same box. A note without text takes an older one away.
void add_areas(std::vector<AreaCorrection>& list, const std::vector<AreaCorrection>& newer);
void add_notes(std::vector<PageNote>& list, const std::vector<PageNote>& newer);

}  // namespace folio
