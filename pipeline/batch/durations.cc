#include "batch/durations.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace folio {

std::string duration_text(double seconds) {
  constexpr double kMost = 1e9;  // some thirty years
  const auto s =
      static_cast<std::int64_t>(std::lround(std::clamp(std::isnan(seconds) ? 0 : seconds, 0.0, kMost)));
  if (s < 100) return fmt::format("{} s", s);
  const std::int64_t minutes = (s + 30) / 60;
  if (minutes < 100) return fmt::format("{} min", minutes);
  const std::int64_t hours = minutes / 60;
  if (hours < 48) return fmt::format("{} h {} min", hours, minutes % 60);
  return fmt::format("{} days {} h", hours / 24, hours % 24);
}

}  // namespace folio
