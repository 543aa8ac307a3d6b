#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "transcription/transcription.h"

namespace folio {

/// Reads a transcription with its marks (docs/notation.md). Never fails: what is wrong becomes a diagnostic,
/// and the rest is read. A mark that never closes covers the text to the end of its paragraph; marks that
/// cross each cover what lies between their own ends. `file` is kept for messages.
Transcription parse_transcription(std::string_view text, std::string file = {});

/// The same from a file. Throws Error{input} when it is missing, or holds bytes that no text has;
/// Error{file_access} when it cannot be read.
Transcription read_transcription(const std::filesystem::path& path);

}  // namespace folio
