#pragma once

#include <spdlog/fmt/fmt.h>

#include <cmath>
#include <string>

namespace folio {

/// A rate as people read it: "3.12 %", "96.4 %". Below a tenth it has two decimals, so that a good program's
/// error can be told from a better one's. Errors in an empty text are infinitely many: "∞".
inline std::string percent_number(double value) {
  if (std::isinf(value)) return value < 0 ? "−∞" : "∞";
  const double percent = 100 * value;
  const std::string text = fmt::format("{:.{}f}", percent, std::abs(percent) < 9.995 ? 2 : 1);
  return text == "-0.00" ? "0.00" : text;
}

inline std::string percent(double value) { return percent_number(value) + " %"; }

/// A value without its unit: of a share in percent, else with three decimals.
inline std::string value_number(double value, bool is_share) {
  if (is_share) return percent_number(value);
  const std::string text = fmt::format("{:.3f}", value);
  return text == "-0.000" ? "0.000" : text;
}

inline std::string shown_value(double value, bool is_share) {
  return is_share ? percent(value) : value_number(value, false);
}

/// A difference, of shares in percentage points, with its sign: "+0.41", "−0.41".
inline std::string signed_number(double value, bool is_share) {
  std::string text = value_number(std::abs(value), is_share);
  if (text.find_first_not_of("0.") == std::string::npos) return text;
  return (value < 0 ? "−" : "+") + text;
}

/// With thousands set apart by thin spaces: "12 345".
inline std::string grouped(size_t count) {
  std::string digits = std::to_string(count);
  for (size_t k = digits.size(); k > 3; k -= 3) digits.insert(k - 3, "\u202f");
  return digits;
}

}  // namespace folio
