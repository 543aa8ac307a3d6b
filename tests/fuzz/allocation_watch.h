#pragma once

#include <cstdint>

namespace folio::fuzz {

/// The most memory that is allocated at one time between begin() and end(), beyond what was at begin(). Only
/// under the address sanitizer, which tells of each allocation; elsewhere always 0.
class AllocationWatch {
 public:
  static void begin();
  static std::uint64_t end();
};

}  // namespace folio::fuzz
