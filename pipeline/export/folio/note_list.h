#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "export/folio/folio_text.h"

namespace folio {

/// A textual note in Russian. It belongs to a passage of the text, or, where `first` and `last` are the same,
/// to one word, behind which its letter stands. Both are words that show (see shows()).
struct TextNote {
  size_t first = 0, last = 0;
  std::string text;  ///< whole sentences
};

/// Whether a word is to be seen in the text with notes: all that the amended reading has, and what was not
/// read ("[…]").
bool shows(const FolioWord& word);

/// Whether a word was not read: by the recognizer, or by the transcriber (only □).
bool is_unread(const FolioWord& word);

/// Words in quotes: «и сего дня», "[…]" for what was not read, `words` in their order.
std::string quoted(const std::vector<const FolioWord*>& words);

/// Collects notes to a text.
class NoteList {
 public:
  explicit NoteList(const FolioText& text);

  /// On words that show; where a broken word begins or ends the passage, all of that.
  void add(size_t first, size_t last, std::string note);
  /// On words that do not show: `behind` as a note on the word before them, or, at the head of a paragraph,
  /// `ahead` on the one after them. Nothing when no word shows.
  void add_beside(size_t first, size_t last, const std::string& behind, const std::string& ahead);

  /// In the order of the text, wider passages first; notes on the same passage as one.
  std::vector<TextNote> take() &&;

 private:
  // Per word:
  std::vector<int> paragraph_;
  std::vector<std::optional<size_t>> before_;  ///< the one that shows before it
  std::vector<std::optional<size_t>> next_;    ///< the first that shows behind it, in its paragraph
  std::vector<size_t> end_of_word_;            ///< the last part, where it is broken over lines
  std::vector<TextNote> notes_;
};

}  // namespace folio
