#pragma once

#include <string>

namespace folio {

/// An ICC profile (version 4.2, ISO 15076-1) of sRGB: primaries and white of IEC 61966-2-1 adapted to D50
/// (Bradford), and its tone curve as a formula, in some 500 bytes. Made here, so that no profile has to be
/// installed; always the same bytes.
std::string srgb_profile();

/// The same of grey alone: the tone curve of sRGB.
std::string gray_profile();

}  // namespace folio
