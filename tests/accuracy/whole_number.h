#pragma once

#include <cstdint>
#include <string>

namespace folio {

/// A number of pages, seed or jobs as given on the command line, from 1 to 10^12. Throws Error{arguments}.
std::uint64_t whole_number(const std::string& text);

}  // namespace folio
