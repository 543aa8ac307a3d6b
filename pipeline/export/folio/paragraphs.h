#pragma once

#include <vector>

#include "page/page_text.h"

namespace folio {

/// Tells where paragraphs begin, by the looks of a page: a line that is indented by two small letters or
/// more, or stands lower than the lines before by more than their usual step, opens one, and so does what
/// follows a line that ends early (by a quarter of the text's width). Headings, print and page numbers are
/// paragraphs of their own. Measured on the page turned level by its skew. Lines without boxes make one
/// paragraph. Knows nothing of lists and of paragraphs set off by nothing at all.
class ParagraphFinder {
 public:
  /// Of a page with one column.
  explicit ParagraphFinder(const PageText& page);
  /// Of lines that share their margins, in reading order.
  ParagraphFinder(const std::vector<const TextLine*>& lines, const Skew& skew);

  /// Whether a line opens a paragraph, by itself: it is indented, or of its own kind.
  bool opens(const TextLine& line) const;
  /// Whether a line is the last of its paragraph, by itself: it ends early, or is of its own kind.
  bool ends(const TextLine& line) const;
  /// Whether the white between two lines, `above` first, is that of a new paragraph.
  bool parted(const TextLine& above, const TextLine& below) const;

 private:
  void measure(const std::vector<const TextLine*>& lines);
  double left_of(const TextLine& line) const;
  double right_of(const TextLine& line) const;
  double level_of(const TextLine& line) const;

  double sine_ = 0;
  double left_ = 0, right_ = 0;  ///< of the text, level
  double letter_ = 0;            ///< height of small letters
  double step_ = 0;              ///< from line to line
};

}  // namespace folio
