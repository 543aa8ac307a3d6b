#pragma once

#include <optional>
#include <string>
#include <vector>

#include "transcription/call_number.h"

namespace folio {

/// A leaf number as it stands on a page.
struct SeenLeaf {
  size_t page_idx = 0;           ///< in the files' order
  std::optional<LeafName> name;  ///< nothing: not read, or no number
  double confidence = 0;         ///< [0, 1]
  bool struck = false;
  std::string text;  ///< as read or guessed; may be empty
};

/// One archivist's numbers: at most one a page. Pages that were renumbered stand in several.
struct Numbering {
  int step = 0;                   ///< 1: numbers grow with the files, -1: they fall, 0: in no order
  std::vector<int> seen_of_page;  ///< by page, index of its number; -1 = none that is its own
  size_t count = 0;               ///< pages with one
};

/// A number on a line without gaps, so that leaves lie in their order: 12 < 12об. < 12а < 13.
long place_of(const LeafName& name);
inline constexpr long kOneLeaf = 64;  ///< by which neighboring leaves' places differ

/// Tells numberings apart: each is a chain of numbers, page after page, that run by +1 or by -1 as well as
/// can be (pages between may have none, be versos or misread; a gap costs more than one number, a number
/// twice half of one). Where pages lie in no order at all, the densest set of numbers, one a page, is a
/// numbering. What then is left goes to a numbering whose missing number it is; numbers that fit nowhere
/// belong to none.
///
/// `seen` in the order of pages. The numbering with the most pages first, of two alike the one that grows.
/// Two numbers make a numbering at least. Takes n log n.
std::vector<Numbering> find_numberings(const std::vector<SeenLeaf>& seen, size_t page_count);

}  // namespace folio
