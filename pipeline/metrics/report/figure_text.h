#pragma once

#include <spdlog/fmt/fmt.h>

#include <cmath>
#include <string>

namespace folio {

/// A rate as people read it: "3.12 %", "96.4 %". Below a tenth it has two decimals, so that a good program's
/// error can be told from a better one's.
inline std::string percent_number(double value) {
  const double percent = 100 * value;
  const std::string text = fmt::format("{:.{}f}", percent, std::abs(percent) < 9.995 ? 2 : 1);
  return text == "-0.00" ? "0.00" : text;
}

inline std::string percent(double value) { return percent_number(value) + " %"; }

/// A difference in percentage points, with its sign: "+0.41", "−0.41".
inline std::string signed_points(double value) {
  const std::string text = percent_number(std::abs(value));
  if (text == "0.00") return text;
  return (value < 0 ? "−" : "+") + text;
}

/// With thousands set apart by thin spaces: "12 345".
inline std::string grouped(size_t count) {
  std::string digits = std::to_string(count);
  for (size_t k = digits.size(); k > 3; k -= 3) digits.insert(k - 3, "\u202f");
  return digits;
}

}  // namespace folio
