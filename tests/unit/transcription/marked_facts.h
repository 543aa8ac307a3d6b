#pragma once

#include <string>

#include "transcription/transcription.h"

namespace folio {

/// All that a transcription says of its words, one line a token, then page breaks and notes: what must
/// survive a conversion. Lines and columns of the file are left out.
inline std::string marked_facts(const Transcription& transcription) {
  std::string out;
  for (const Token& t : transcription.tokens) {
    out += t.text + "|" + std::string(name_of(t.layer)) + "|" + std::string(name_of(t.role)) + "|" +
           std::string(name_of(t.strike)) + "|";
    for (const bool flag : {t.struck, t.inserted, t.uncertain, t.pencil, t.joined}) out += flag ? '1' : '0';
    out += std::to_string(t.quarter_turns) + " p" + std::to_string(t.paragraph_idx) + "\n";
  }
  for (const PageBreak& b : transcription.page_breaks)
    out += "page " + std::to_string(b.token_idx) + " " + b.name + "\n";
  for (const EditorialNote& n : transcription.notes)
    out += "note " + std::to_string(n.token_idx) + " " + n.text + "\n";
  return out;
}

}  // namespace folio
