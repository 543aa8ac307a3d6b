#pragma once

#include <string>

namespace folio {

/// An ICC profile (version 2.1) of sRGB: primaries and white of IEC 61966-2-1 adapted to D50 (Bradford), its
/// tone curve in 1024 steps. Made here, so that no profile has to be installed; always the same bytes.
std::string srgb_profile();

}  // namespace folio
