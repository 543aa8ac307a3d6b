#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page/layer.h"

namespace folio {

/// A key to be struck: a character and its cell, counted from the line's first.
struct Key {
  char32_t character = U' ';
  int cell = 0;
  StrikeKind strike = StrikeKind::none;
};

/// Cells [first, end) that were struck out together.
struct StruckCells {
  int first = 0, end = 0;
  StrikeKind kind = StrikeKind::line;
  bool maybe_twice = false;  ///< by pen: one stroke or two
  std::u32string over;       ///< by the machine: what was typed over the cells, over and over
};

/// Handwriting that goes with a typed line.
struct WrittenIn {
  std::string text;
  int cell = 0;          ///< the cell before which it belongs
  bool on_line = false;  ///< in a gap of the line; otherwise above it
};

/// A typed line with its marks taken apart.
struct MarkedLine {
  std::vector<Key> keys;  ///< in order; spaces are left out
  std::vector<StruckCells> struck;
  std::vector<WrittenIn> written_in;
  int cells = 0;  ///< length of the line
};

/// Reads the notation that TypedLine::text states. An insertion takes no cell, and of the two spaces around
/// it one is dropped. Throws Error{input} for a mark that is unknown, never closes or was never opened.
MarkedLine parse_marked_line(std::string_view text);

}  // namespace folio
