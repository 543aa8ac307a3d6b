#pragma once

#include <string>
#include <string_view>

namespace folio {

/// Puts the text of an XML document together as a transcription in our notation: white space folded, line and
/// paragraph breaks where elements make them, characters that would be marks escaped.
class TeiText {
 public:
  void add_text(std::string_view text);
  /// Marks, as they are: an opening one stands after the white space before it, a closing one before what
  /// follows.
  void open_mark(std::string_view mark);
  void close_mark(std::string_view mark);
  /// A mark that covers no text; `own_paragraph` when it stands between paragraphs.
  void add_milestone(std::string_view mark, bool own_paragraph);
  void break_line();
  void break_paragraph();
  /// Forgets white space that waits: what follows goes on in the same word.
  void join();
  const std::string& text() const { return out_; }

 private:
  enum class Gap : unsigned char { none, space, line, paragraph };
  void ask(Gap gap) { gap_ = gap > gap_ ? gap : gap_; }
  void flush();
  std::string out_;
  Gap gap_ = Gap::none;
  bool joins_ = false;
};

}  // namespace folio
