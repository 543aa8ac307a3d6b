#pragma once

#include <string_view>
#include <vector>

#include "transcription/marks.h"
#include "transcription/transcription.h"

namespace folio {

struct TokenizedText {
  std::vector<Token> tokens;
  std::vector<bool> remark;     ///< one a token: a handwritten remark, see find_roles()
  std::vector<MarkNode> marks;  ///< by the tokens' mark_idx
  std::vector<PageBreak> page_breaks;
  std::vector<EditorialNote> notes;
};

/// Cuts a text into tokens, each with what the marks that cover it say. `scan` is that of the same text.
/// A page break within a word cuts it; a note within a word stands after it.
TokenizedText tokenize(std::u32string_view text, const MarkScan& scan, int first_line);

/// Joins the pieces of a word that marks cut and that mean the same after all, unless a page ends between
/// them. Needs roles.
void rejoin_pieces(TokenizedText& text);

}  // namespace folio
