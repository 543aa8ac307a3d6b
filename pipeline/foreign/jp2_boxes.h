#pragma once

#include <cstdint>
#include <string_view>

namespace folio {

/// `count` bytes (at most 4) at `at`, the first the highest. The bytes must be there.
std::uint32_t big_endian(std::string_view bytes, size_t at, size_t count);

/// Content of the first box of `type` in a row of boxes (ISO/IEC 15444-1, I.4); empty when there is none that
/// is whole.
std::string_view find_box(std::string_view boxes, std::string_view type);

}  // namespace folio
