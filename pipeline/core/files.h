#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace folio {

/// Writes `bytes` to `path` so that it appears whole or not at all, after a power cut too: beside it first
/// (temporary_beside()), and renamed over it once the bytes are on the disk. Missing parent folders are made;
/// a link in its place is replaced. Throws Error{file_access}, which says why, and then leaves nothing.
/// Programs should ignore SIGXFSZ: a limit on the size of files is an error then, not their end.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// The same for a writer that needs a path of its own: `write` is given a temporary path in the same folder,
/// with the same extension. The temporary file is removed when `write` throws.
void write_file_with(const std::filesystem::path& path,
                     const std::function<void(const std::filesystem::path& temporary)>& write);

/// All bytes of a file. Throws Error{input} when it does not exist or is a folder, Error{file_access} when it
/// cannot be read.
std::string read_file(const std::filesystem::path& path);

/// SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The same of a file, read piece by piece. Throws Error{file_access} when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace folio
