#pragma once

#include <optional>
#include <string>
#include <vector>

namespace folio {

/// Whether lines that were found come in the order of a truth.
struct LineOrder {
  /// Two found lines, in the order in which they were found; the truth has them the other way round.
  struct Fault {
    std::string first, second;
  };
  size_t compared = 0;         ///< found lines that have a line of the truth
  std::optional<Fault> fault;  ///< the first one, from top to bottom
};

/// Matches each found line with the lines of the truth that it is most like, and asks for a choice among
/// them that never goes back. Likeness is 1 - edits / length of the longer line, as its letters are compared
/// in typed figures (typescript_normalizations), [0, 1].
///
/// - Below a likeness of 0.6 a line has no counterpart and says nothing: noise, handwriting, half a line.
/// - Lines of the truth that differ from the best by an edit or two are as good: those that a page has twice,
///   and a) and b) of a list, where one misread letter would else decide.
/// - Lines of fewer than four letters are left out: page numbers and "where:" are like too much.
/// - Two found lines may share one of the truth: a line cut in two is no matter of order.
LineOrder compare_line_order(const std::vector<std::string>& found, const std::vector<std::string>& truth);

}  // namespace folio
