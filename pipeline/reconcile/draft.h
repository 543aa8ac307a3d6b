#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "page/page_text.h"
#include "transcription/transcription.h"

namespace folio {

/// A word as recognized, by its indexes.
struct WordRef {
  int page_idx = 0, line_idx = 0, word_idx = 0;
  bool operator<(const WordRef& other) const {
    return std::tie(page_idx, line_idx, word_idx) < std::tie(other.page_idx, other.line_idx, other.word_idx);
  }
};

/// A word of the reconciled page that holds a token, a part of one (broken over two lines), or two that the
/// transcription broke.
struct Piece {
  std::vector<int> token_idxs;
  int page_idx = 0;
  int line_idx = -1;           ///< recognized line that its ink comes from; -1 = none
  std::vector<int> word_idxs;  ///< of that line: words whose ink it has, wholly or in part
  int new_line_idx = -1;       ///< into Draft::new_lines, when it stands on a line of its own
  double order = 0;            ///< place in its line, in word indexes
  Box box;
  std::string text;
  std::string ocr;  ///< empty when nothing was read
  std::vector<Glyph> glyphs;
  double confidence = 0;
  double reading_confidence = -1;  ///< the recognizer's, of the least sure word; -1 = nothing was read
  bool inferred = false;
  bool inserted = false;
  int after_token_idx = -1;  ///< for handwriting: the typed token that it follows; -1 = none on this page
  std::string reason;
};

/// A line that the reconciled page has and the recognized one has not.
struct NewLine {
  int page_idx = 0;
  int after_line_idx = -1;  ///< recognized line that it follows; -1 = first on the page
  TextLine line;            ///< without words
};

/// Sizes of a page's typing, in pixels; guesses where it has none.
struct TypingSize {
  double pitch = 30;      ///< width of a character
  double line_step = 60;  ///< distance of lines
};

/// What is known so far of where the tokens lie. `pages` and `transcription` do not change until the result
/// is built of them.
struct Draft {
  Draft(std::vector<PageText> pages_, const Transcription& transcription_);

  std::vector<PageText> pages;
  const Transcription& transcription;
  std::vector<TypingSize> sizes;  ///< by page
  std::vector<Piece> pieces;
  std::vector<std::vector<int>> pieces_of;  ///< by token
  std::vector<std::string>
      noted;  ///< by token: where a token without a word of its own was seen; empty = nowhere
  std::vector<NewLine> new_lines;
  std::vector<std::vector<std::vector<bool>>> taken;  ///< by page, line, word
  std::vector<std::vector<bool>> line_taken;          ///< by page, line: holds a token
  std::vector<std::vector<bool>> region_taken;
  std::set<WordRef> cut_off;  ///< parts of the word before them (caret_splitter.h)
  /// By page, line: for a line of the machine's writing, the unread line of handwriting that covers the same
  /// ink, found twice; -1 = none.
  std::vector<std::vector<int>> twins;
  std::map<std::pair<int, int>, Layer> line_layers;  ///< by page, line: where the transcription knows better
  std::map<std::pair<int, int>, Role> line_roles;    ///< by page, line: a role that the transcription gives

  std::optional<double> match;  ///< ReconciledFolio::match

  const TextLine& line(int page_idx, int line_idx) const {
    return pages[static_cast<size_t>(page_idx)].lines[static_cast<size_t>(line_idx)];
  }
  const Word& word(const WordRef& ref) const {
    return line(ref.page_idx, ref.line_idx).words[static_cast<size_t>(ref.word_idx)];
  }
  const Token& token(int token_idx) const { return transcription.tokens[static_cast<size_t>(token_idx)]; }
  bool placed(int token_idx) const {
    return !pieces_of[static_cast<size_t>(token_idx)].empty() ||
           !noted[static_cast<size_t>(token_idx)].empty();
  }
  /// The recognizer's reading of a word.
  static const std::string& reading(const Word& word) { return word.ocr.empty() ? word.text : word.ocr; }
  void add(Piece piece);
};

/// True for tokens that are aligned with the machine's writing: typed and printed ones.
bool is_machine_token(const Token& token);

}  // namespace folio
