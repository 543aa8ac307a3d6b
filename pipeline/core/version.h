#pragma once

#include <string_view>

namespace folio {

/// Of this build, as in "0.1.0".
std::string_view version();

}  // namespace folio
