#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace folio {

/// Takes the next bytes of a file.
using PieceSink = std::function<void(std::string_view)>;

/// As write_file() (core/files.h), for content too large to be in memory as a whole: `write` gives it to the
/// sink piece by piece. Nothing is left when `write` throws. Throws Error{file_access}.
void write_file_pieces(const std::filesystem::path& path,
                       const std::function<void(const PieceSink& sink)>& write);

}  // namespace folio
