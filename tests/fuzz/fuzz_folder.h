#pragma once

#include <filesystem>
#include <string_view>

namespace folio::fuzz {

/// A folder of this process alone, made at first use, removed when it ends.
const std::filesystem::path& fuzz_folder();

/// Writes over a file, without more ado than that.
void put_bytes(const std::filesystem::path& file, std::string_view bytes);

}  // namespace folio::fuzz
