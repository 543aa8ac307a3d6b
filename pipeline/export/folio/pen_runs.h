#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "export/folio/folio_text.h"

namespace folio {

/// Words of a folio's text that follow each other and were struck, or written in, in the same way.
struct PenRun {
  enum class Kind : unsigned char {
    struck,      ///< by the pen
    typed_over,  ///< by the machine
    inserted,    ///< written, or typed, into the text
    written,     ///< handwriting that is text of its own
  };
  Kind kind = Kind::struck;
  std::vector<size_t> words;  ///< never empty
  int partner = -1;           ///< index of the run that this one stands for, or that stands for it; -1 = none
  std::string place;  ///< of an insertion, in Russian: "над строкой", "на полях"; empty when it is not known

  bool is_strike() const { return kind == Kind::struck || kind == Kind::typed_over; }
};

/// All of them, in the order of the text. A strike and an insertion beside it are partners: of two insertions
/// the one that lies over the strike, or, where neither or both do, the one behind it. None runs over the end
/// of a paragraph.
std::vector<PenRun> find_pen_runs(const FolioText& text);

}  // namespace folio
