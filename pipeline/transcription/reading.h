#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace folio {

/// The readings of one text that was typed and then corrected by hand.
enum class Reading : unsigned char {
  typed,       ///< before any pen touched it: struck words in, handwriting out
  amended,     ///< as its author left it: struck words out, insertions in their places
  diplomatic,  ///< everything, with marks
};

/// All of them.
inline constexpr std::array<Reading, 3> kReadings{Reading::typed, Reading::amended, Reading::diplomatic};

/// Names as they stand in file names: "typed", "amended", "diplomatic".
std::string_view name_of(Reading reading);
/// The reading of that name; nothing for others.
std::optional<Reading> reading_from_name(std::string_view name);

}  // namespace folio
