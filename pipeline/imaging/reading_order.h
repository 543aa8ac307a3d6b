#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// White between two columns of text: lines do not run across it from `y0` to `y1`.
struct Gutter {
  int x = 0, y0 = 0, y1 = 0;

  /// The two boxes lie on different sides of it, at its height.
  bool parts(const Box& a, const Box& b) const;
};

/// Columns of white, two letter heights wide or more, that part rows on both sides over most of the text's
/// height: six rows a side at least, side by side, else it may be a table or a date beside a signature.
/// `rows`: boxes of runs of words, broken where the white is as wide as a gutter may be. Headings may run
/// across one row in twenty.
std::vector<Gutter> find_gutters(const std::vector<Box>& rows, double letter_height, const cv::Size& page);

/// Puts lines into reading order: column by column between lines that run across the gutters; within a column
/// from top to bottom, and lines that stand side by side on one level from left to right.
void put_in_order(std::vector<InkLine>& lines, const std::vector<Gutter>& gutters, double letter_height);

/// Parts lines that are in reading order into blocks and says what each is. A block ends where the column
/// ends, where the next line is further down than 1.75 of the page's usual steps, and where the next line
/// lies beside all of it. A page number is a block of one short line above or below all others, a step and a
/// half away; marginal is a block beside the column of the page's long lines; a table is a block of three
/// rows or more in which two columns of white or more, each three letter heights wide, run through. All else
/// is body.
std::vector<TextBlock> find_blocks(const std::vector<InkLine>& lines,
                                   const std::vector<Component>& components,
                                   const std::vector<Gutter>& gutters, double letter_height);

}  // namespace folio
