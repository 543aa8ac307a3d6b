#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "transcription/transcription.h"

namespace folio {

/// A character of a transcription with its place in the file.
struct PlacedChar {
  char32_t c = 0;
  int line = 1, column = 1;
};

/// What a mark says of the text that it covers.
struct MarkMeaning {
  Layer layer = Layer::none;  ///< none = says nothing of the layer
  bool struck = false;
  StrikeKind strike = StrikeKind::none;
  bool inserted = false;
  bool uncertain = false;
  bool pencil = false;
  bool remark = false;  ///< `*…*`, `[handwritten: …]`: an insertion when it stands in typed text
  bool signature = false;
  bool known = true;  ///< false for ⟦name:…⟧ with a name that is none of ours
  int quarter_turns = 0;
};

/// A mark and the text that it covers: positions into the characters, half-open.
struct MarkSpan {
  MarkMeaning meaning;
  int begin = 0, end = 0;  ///< of the content, without the delimiters
};

struct MarkScan {
  std::vector<MarkSpan> spans;     ///< in order of opening
  std::vector<bool> is_delimiter;  ///< one a character: part of a mark's delimiters, or an escaping backslash
  std::vector<Diagnostic> diagnostics;
};

/// Finds the marks. See parse_transcription for what becomes of wrong ones.
MarkScan scan_marks(const std::vector<PlacedChar>& characters);

/// True for characters that a backslash makes literal.
bool is_mark_character(char32_t c);

}  // namespace folio
