#pragma once

#include <vector>

#include "export/hocr/hocr_source.h"
#include "export/hocr/repair/hocr_outline.h"
#include "export/hocr/repair/hocr_repair.h"

namespace folio {

/// The outline of a file, not completed, and what had to be changed for it.
HocrOutline outline_of(const HocrSource& source, std::vector<HocrChange>& changes);

}  // namespace folio
