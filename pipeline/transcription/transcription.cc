#include "transcription/transcription.h"

#include "core/text.h"

namespace folio {

bool same_marks(const Token& a, const Token& b) {
  return a.marked == b.marked && a.mark_idx == b.mark_idx && a.layer == b.layer && a.role == b.role &&
         a.struck == b.struck && a.strike == b.strike && a.inserted == b.inserted &&
         a.uncertain == b.uncertain && a.pencil == b.pencil && a.quarter_turns == b.quarter_turns;
}

std::string to_string(const Diagnostic& diagnostic, std::string_view file) {
  return escape_control_characters(file) + ":" + std::to_string(diagnostic.line) + ":" +
         std::to_string(diagnostic.column) + ": " + escape_control_characters(diagnostic.message);
}

}  // namespace folio
