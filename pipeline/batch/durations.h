#pragma once

#include <string>

namespace folio {

/// A time span for people, in two units at most: "42 s", "14 min", "3 h 5 min", "2 days 4 h". Negative counts
/// as 0.
std::string duration_text(double seconds);

}  // namespace folio
