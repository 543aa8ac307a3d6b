#pragma once

#include <spdlog/fmt/fmt.h>

#include <cstdio>
#include <string>
#include <utility>

namespace folio {

/// To standard error, as fmt::print, but that it may be closed or full: who does not listen is not told.
template <class... Arguments>
void tell_user(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  const std::string text = fmt::format(format, std::forward<Arguments>(arguments)...);
  std::fputs(text.c_str(), stderr);
}

}  // namespace folio
