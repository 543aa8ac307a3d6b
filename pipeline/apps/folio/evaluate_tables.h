#pragma once

#include "metrics/comparison/comparison.h"

namespace folio {

/// What `folio evaluate` prints: pages of a single system line by line, then all figures with their
/// intervals, the systems side by side, and how they differ from the first.
void print_comparison(const Comparison& comparison);

/// The words that are wrong, tab-separated, with a heading.
void print_word_errors(const Comparison& comparison);

}  // namespace folio
