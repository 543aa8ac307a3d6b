#pragma once

#include <string>
#include <string_view>

#include "transcription/transcription.h"

namespace folio {

struct ParseOptions {
  bool all_text = false;  ///< a web record's headings and a translation are text like any other
};

/// Reads a transcription in the notation of docs/notation.md. Never fails: what is wrong becomes a
/// diagnostic, and the rest is read. A mark that never closes covers the text to the end of its paragraph;
/// marks that cross each cover what lies between their own ends. `file` is kept for messages. Time and memory
/// grow with the length alone: about 3 s and 600 MB for 50 MB of Russian text.
Transcription parse_transcription(std::string_view text, std::string file = {},
                                  const ParseOptions& options = {});

}  // namespace folio
