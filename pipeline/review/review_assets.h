#pragma once

#include <string_view>

namespace folio {

/// The bytes of a file of assets/, by its name: "review.css". Empty when there is none.
std::string_view review_asset(std::string_view file);

}  // namespace folio
