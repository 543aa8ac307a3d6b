#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// A reconciled folio put together by hand. Words of a line are given as text: each goes to the first token
/// of the transcription that has its text and none yet. Boxes are those of a typed page of 60 cells.
class DescribedFolio {
 public:
  explicit DescribedFolio(std::string_view transcription);

  /// A further page, "leaf-1" the first.
  DescribedFolio& page();
  /// A typed line, indented by `indent` cells. Before a word: "~" struck out, "#" typed over, "=" the rest of
  /// the broken word before it, "?" not in the transcription.
  DescribedFolio& line(std::string_view words, int indent = 0);
  /// A typed line that is a paragraph of its own.
  DescribedFolio& heading(std::string_view words);
  /// A line of another layer or role; its words follow the first word of the page that has the text
  /// `after`, which an empty one leaves open. `_` is an unread word.
  DescribedFolio& written(Role role, std::string_view words, std::string_view after = {},
                          Layer layer = Layer::hand);
  /// The tokens that no page has taken lie on none.
  DescribedFolio& rest_not_found(double transcription_wrong);

  PageText& last_page() { return folio.pages.back().text; }
  TextLine& last_line() { return last_page().lines.back(); }
  LedgerEntry& entry_of(std::string_view word);

  Transcription transcription;
  ReconciledFolio folio;

 private:
  void add_words(TextLine& line, std::string_view words, int x, int y);
  std::vector<bool> taken_;
  int next_id_ = 1;
};

}  // namespace folio
