#pragma once

#include <vector>

#include "transcription/transcription.h"

namespace folio {

/// A mark as it is written. Handwriting that is written in is one mark, not two.
enum class MarkName : unsigned char {
  inserted_by_hand,
  inserted_in_pencil,
  inserted,  ///< not by hand
  struck,
  typed_over,
  uncertain,
  stamp,
  print,
  hand,
  pencil,
  turned_90,
  turned_180,
  turned_270,
  signature,
};

/// The marks that say what a token's fields say, outermost first; none for unmarked text.
std::vector<MarkName> marks_of(const Token& token);

/// Turns marks on single words into marks that open, close and nest as they did where they were read: a
/// strike with an insertion in it stays one strike, two strikes beside each other stay two.
class MarkNesting {
 public:
  struct Step {
    std::vector<MarkName> closed;  ///< in the order of closing
    std::vector<MarkName> opened;  ///< outermost first
  };
  /// `marks` are those that the tokens name; it must outlive this.
  explicit MarkNesting(const std::vector<MarkNode>& marks) : marks_(marks) {}

  /// What closes after the word before `token`, and opens before `token`. `close_first` lets no mark go on:
  /// at the end of a paragraph, where the form that is written wants it.
  Step go_to(const Token& token, bool close_first = false);
  /// What is open after the last word; innermost first.
  std::vector<MarkName> finish() const;

 private:
  /// What a mark says together with those around it.
  struct Says {
    bool struck = false, inserted = false, uncertain = false, layer = false, turned = false;
    bool covers(MarkName name) const;
  };
  const MarkNode* node(int mark_idx) const;
  int common_mark(int a, int b) const;
  Says all_said(int mark_idx) const;
  int depth_of(MarkName name, int mark_idx) const;
  size_t kept(const Token& token, const std::vector<MarkName>& wanted) const;

  const std::vector<MarkNode>& marks_;
  std::vector<MarkName> open_;
  int last_mark_idx_ = -1;
  bool last_is_empty_ = false;
};

}  // namespace folio
