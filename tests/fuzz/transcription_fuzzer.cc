#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "transcription/notation_parser.h"
#include "transcription/notation_writer.h"

namespace {

/// What must survive writing in our notation and parsing again.
std::string facts(const folio::Transcription& transcription) {
  std::string out;
  for (const folio::Token& token : transcription.tokens) {
    out += token.text;
    out += '|';
    out += name_of(token.layer);
    out += name_of(token.role);
    out += name_of(token.strike);
    for (const bool flag : {token.struck, token.inserted, token.uncertain, token.joined})
      out += flag ? '1' : '0';
    out += '\n';
  }
  return out;
}

}  // namespace

/// Reads any bytes as a transcription: nothing crashes, and what was read is written and read back the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const folio::Transcription first = folio::parse_transcription(text, "fuzz");
  for (const folio::Reading reading : folio::kReadings) folio::reading_of(first, reading);
  const folio::Transcription second = folio::parse_transcription(folio::to_our_notation(first));
  if (facts(first) != facts(second)) std::abort();
  return 0;
}
