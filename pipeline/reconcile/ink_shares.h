#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace folio {

/// The space between two words of handwriting, in usual small letters.
inline constexpr double kHandSpace = 1;

/// Width of a handwritten word in usual small letters: wide letters count half more, punctuation less than
/// half. A guess: hands differ.
double hand_letters(std::string_view text);

/// Cuts words into as many runs as there are lines, so that each line gets about the share of the writing
/// that its width is of all widths (least sum of squares). Returns where each run ends; a run may be empty.
/// Both lists hold positive widths, of any unit; at least one line.
std::vector<size_t> cut_for_lines(const std::vector<double>& word_widths,
                                  const std::vector<double>& line_widths);

}  // namespace folio
