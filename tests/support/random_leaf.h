#pragma once

#include <cstdint>
#include <string_view>

#include "support/staged_pages.h"

namespace folio::testing {

/// What stands on a random leaf.
enum class LeafKind : unsigned char {
  prose,        ///< paragraphs and a page number
  headings,     ///< short lines, one of three letters, underlined headings, spaced letters
  table,        ///< words and columns of figures
  leaders,      ///< a list of contents: dotted leaders to page numbers
  columns,      ///< two columns side by side
  insertions,   ///< half-line insertions between the lines, words struck and written in
  shifted,      ///< the lower half typed with the sheet put in anew: another margin, another row
  close,        ///< lines one click apart: descenders touch ascenders
  few,          ///< two to four lines
  handwriting,  ///< no typing at all
  print,        ///< proportional print only
  bent,         ///< prose on a sheet that is curled along its bound edge, or lies at a slant
  annotated,    ///< prose with handwriting of every role, in its place
  official,     ///< a printed letterhead, prose, and up to three stamps of any shape, some over the text
};
constexpr int kTypedKinds = 9;  ///< the first ones

/// "prose", "headings", …
std::string_view name_of(LeafKind kind);

/// A leaf whose every measure is drawn by chance from what archives hold: 90 to 600 dpi, skew from -15 to 15
/// degrees (most within 2), pitch 2.1 to 3 mm, steps of 1 to 2 intervals, worn type on grained paper,
/// scanner's bed, color, grey or 1-bit. The same seed gives the same leaf.
struct RandomLeaf {
  LeafKind kind = LeafKind::prose;
  LeafDescription leaf;
  ScanKind scan = ScanKind::color;
  double step_mm = 0;  ///< from row to row; 0 = not defined (one row)
};
RandomLeaf random_leaf(std::uint64_t seed);
/// One of this kind.
RandomLeaf random_leaf(std::uint64_t seed, LeafKind kind);

}  // namespace folio::testing
