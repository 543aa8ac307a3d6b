#pragma once

#include <nlohmann/json.hpp>

#include "page/segmented_page.h"

namespace folio {

/// The components of a page as one [x, y, label] each, a pixel of theirs and their label: with the ink, that
/// says all, whatever order they were found in and whichever were left out.
nlohmann::json json_of_components(const SegmentedPage& page);

/// Sets `components` and `labels` of a page whose `ink` is there. False when a pixel is no ink or beyond the
/// page, or two of them are of one piece.
bool restore_components(const nlohmann::json& json, SegmentedPage& page);

}  // namespace folio
