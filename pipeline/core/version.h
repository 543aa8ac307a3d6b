#pragma once

#include <string_view>

namespace folio {

/// Of this build, as in "0.1.0".
std::string_view version();

/// The commit that this build was made of, abbreviated, as in "0f78cc21"; empty where it was not made from a
/// git clone.
std::string_view commit();

}  // namespace folio
