#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace folio {

/// For files that lie where folio or its user put them, and where by now anything may lie. Neither waits for
/// a writer to a FIFO, nor reads a device.

/// The number of an open file, for reading, to be closed by the caller. Throws Error{input} when it does not
/// exist or is no regular file, Error{file_access} when it cannot be opened.
int open_regular_file(const std::filesystem::path& path);

constexpr std::uint64_t kMostStoredBytes = 256 << 20;

/// All bytes of a regular file. Throws as open_regular_file(), and Error{input} when it has more than
/// `most_bytes`.
std::string read_regular_file(const std::filesystem::path& path, std::uint64_t most_bytes = kMostStoredBytes);

}  // namespace folio
