#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "metrics/normalization.h"

namespace folio {

/// A text in the units that figures count, after normalization.
struct ComparedText {
  /// Grapheme clusters of each line that has any, a run of white space one blank, none at a line's ends; the
  /// same with and without `spaces`.
  std::vector<std::vector<std::string>> lines;
  /// The lines one after the other, a blank between two; none with `spaces`.
  std::vector<std::string> characters;
  /// Runs of non-white-space; the same with and without `spaces`.
  std::vector<std::string> words;
  bool has_blanks = true;  ///< false with `spaces`

  ComparedText() = default;
  ComparedText(std::string_view text, const Normalizations& normalizations);
};

}  // namespace folio
