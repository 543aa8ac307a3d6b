#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "page/layered_page.h"
#include "separate/written_lines.h"

namespace folio {

/// What handwriting stands among. Pixels of the upright page.
struct Surroundings {
  const std::vector<LayerLine>& typed;  ///< typed and printed lines
  const cv::Mat& typed_ink;             ///< CV_8UC1
  Box frame;                            ///< of the sheet
  double unit = 0;                      ///< letter height
  Box typed_block;                      ///< of all typed lines

  Surroundings(const std::vector<LayerLine>& typed_lines, const cv::Mat& ink, const Box& sheet,
               double letter_height);
};

/// Share of the columns of [x0, x1) with typed ink in the line's small letters, [0, 1].
double typed_share(const LayerLine& line, int x0, int x1, const Surroundings& around);

/// In the line, rather than above it: its middle is at the height of small letters, and half of its height or
/// more lies between the feet of the line's letters and the top of its capitals; in a gap of the typing, most
/// of its ink does.
bool stands_in(const WrittenLine& writing, const LayerLine& line, const Surroundings& around);

/// Writing that stands in a typed line, a part for each of the gaps that it fills: where a typed letter or
/// more stands between its pieces, at their height, it is not one writing. From left to right; parts that are
/// too small to be writing are left out.
std::vector<WrittenLine> part_at_typing(WrittenLine writing, const Surroundings& around);

/// Ink over a typed line's letters that is lower than these, so no letter written over them: a strike, an
/// underline, a part of one that was not seen as such, a speck.
bool is_stroke_over_letters(const WrittenLine& writing, const LayerLine& hosting, const Surroundings& around);

/// That writing of this size can be a name with its flourishes.
bool may_be_signature(const Box& box, double unit);

/// The typed line that a piece of writing stands in or above: the nearest baseline at or below its middle, or
/// a little above it, of the lines that reach its place. nullptr where it stands beside, over or under all
/// text, or is too high to be written between lines.
const LayerLine* line_below(const WrittenLine& writing, const Surroundings& around);

/// What a line of writing is for, by its place: in a typed line's gap a fill-in, over its letters a
/// correction, above it an insertion; a leaf number in the sheet's upper right corner; a signature large and
/// low on the page; body on a page without typing. Nothing for a note, whose role roles_of_notes() tells.
/// `hosting`: the line_below().
std::optional<Role> role_in_text(const WrittenLine& writing, const LayerLine* hosting,
                                 const Surroundings& around);

/// The roles of the lines that are notes, in their order. Lines near each other are one note. A resolution
/// has several words and stands above the text, or beside its first lines and within their margins or
/// slanting; a few short lines with large letters at the text's end are a signature; all else is marginalia.
std::vector<Role> roles_of_notes(const std::vector<const WrittenLine*>& notes, const Surroundings& around);

}  // namespace folio
