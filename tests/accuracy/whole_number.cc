#include "whole_number.h"

#include <charconv>

#include "core/error.h"

namespace folio {

std::uint64_t whole_number(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0 || value > 1'000'000'000'000)
    throw Error(ErrorCode::arguments, "\"" + text + "\" is no number of pages, seed or jobs");
  return value;
}

}  // namespace folio
