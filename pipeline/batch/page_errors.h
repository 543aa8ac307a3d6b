#pragma once

#include <nlohmann/json.hpp>

#include "core/error.h"

namespace folio {

/// An Error with all that it says, and back. The *_from function throws nlohmann::json::exception on what is
/// none.
nlohmann::json json_of(const Error& error);
Error error_from(const nlohmann::json& json);

/// What went wrong with a page, as an Error: itself, or what says that there was no memory, or that folio is
/// at fault.
Error as_error(const std::exception& exception);

}  // namespace folio
