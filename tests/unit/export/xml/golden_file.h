#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/files.h"

namespace folio::testing {

/// What was written is what tests/golden/NAME holds. FOLIO_REWRITE_GOLDEN=1 writes that anew; the change is
/// then reviewed with the others.
inline void expect_golden(const std::string& name, const std::string& written) {
  const std::filesystem::path golden = std::filesystem::path(FOLIO_GOLDEN_DIR) / name;
  if (std::getenv("FOLIO_REWRITE_GOLDEN") != nullptr) write_file(golden, written);
  EXPECT_EQ(written, read_file(golden));
}

}  // namespace folio::testing
