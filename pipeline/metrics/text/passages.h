#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace folio {

/// Numbered symbols of a text (symbol_numbers.h), line after line, white space within a line as the number
/// `blank`, none between lines.
struct NumberedLines {
  std::vector<uint32_t> symbols;
  std::vector<size_t> line_ends;  ///< of each line, the place after its last symbol; empty lines left out
};

/// A stretch of a line of the truth and the stretch of a line of the hypothesis that reads it; half-open.
struct Passage {
  size_t truth_begin = 0, truth_end = 0;
  size_t hypothesis_begin = 0, hypothesis_end = 0;
};

/// Finds for the lines of the truth, whole or in parts, the lines or parts of lines of the hypothesis that
/// read them, wherever they stand. No symbol is in two passages. Passages come in the order of the truth;
/// what belongs to none has no partner.
///
/// As Clausner, Pletschacher and Antonacopoulos (2020): the best match of all goes first, is taken out, and
/// the rest of the lines is put back. A match's score is its equal symbols less its edits. Candidates are
/// stretches that share a run of `k` symbols, extended both ways within their lines until the score falls;
/// k shrinks round by round. Then stretches side by side of a passage at both sides are matched with each
/// other, and short lines without any such run with the most alike one near by.
///
/// Runs that a text has often open no candidate, which keeps the time at the length times its logarithm;
/// texts of which nearly all is such runs find few passages. The result depends on the input alone.
std::vector<Passage> find_passages(const NumberedLines& truth, const NumberedLines& hypothesis,
                                   uint32_t blank);

}  // namespace folio
