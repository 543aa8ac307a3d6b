#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "transcription/notation_parser.h"
#include "transcription/transcription.h"

namespace folio {

/// Reads a transcription from a file, in whatever form it is written, told by its content: TEI when it is XML
/// with a TEI root, else the notation. UTF-8, with or without a byte order mark, line ends of either kind.
/// Single bytes that are not UTF-8 become U+FFFD and a diagnostic. Throws Error{input} when the file is
/// missing, is UTF-16, holds a NUL byte, is in another encoding altogether, or is XML that is not
/// well-formed, with line and column; Error{file_access} when it cannot be read. An empty file is a
/// transcription without words.
Transcription read_transcription(const std::filesystem::path& path, const ParseOptions& options = {});

/// The same of a file's bytes. `file` is kept for messages.
Transcription read_transcription_bytes(std::string_view bytes, const std::string& file,
                                       const ParseOptions& options = {});

}  // namespace folio
