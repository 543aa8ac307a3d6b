#include "transcription/read_transcription.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "transcription/tei_reader.h"

namespace folio {
namespace {

// A text in a one-byte encoding has hardly a byte that could be UTF-8; a damaged file has a few.
constexpr size_t kMaxMalformedShare = 10;  // one in as many characters

std::string place_of(std::string_view bytes, size_t position) {
  const std::string_view before = bytes.substr(0, position);
  const size_t line_begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  return fmt::format("line {}, column {}", std::ranges::count(before, '\n') + 1,
                     to_code_points(before.substr(line_begin)).size() + 1);
}

/// Refuses what is no text in UTF-8.
void check_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    throw Error(ErrorCode::input, "is UTF-16", "save the transcription as UTF-8");
  if (const size_t nul = bytes.find('\0'); nul != bytes.npos)
    throw Error(ErrorCode::input,
                fmt::format("is not a text file: there is a NUL byte in {}", place_of(bytes, nul)),
                "give the transcription as UTF-8 text");
  if (is_utf8(bytes)) return;
  size_t malformed = 0, letters = 0;
  for (const char32_t c : to_code_points(bytes)) {
    malformed += c == U'\uFFFD' ? 1 : 0;
    letters += c > U' ' ? 1 : 0;
  }
  if (letters > 20 && malformed * kMaxMalformedShare > letters)
    throw Error(ErrorCode::input, "is not UTF-8, but perhaps Windows-1251 or KOI8-R",
                "save the transcription as UTF-8 (iconv -f WINDOWS-1251 -t UTF-8)");
}

}  // namespace

Transcription read_transcription_bytes(std::string_view bytes, const std::string& file,
                                       const ParseOptions& options) {
  try {
    check_encoding(bytes);
    return looks_like_xml(bytes) ? read_tei(bytes, file) : parse_transcription(bytes, file, options);
  } catch (Error& error) {
    throw error.at_file(file);
  }
}

Transcription read_transcription(const std::filesystem::path& path, const ParseOptions& options) {
  return read_transcription_bytes(read_file(path), path.string(), options);
}

}  // namespace folio
