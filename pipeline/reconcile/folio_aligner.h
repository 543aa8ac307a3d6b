#pragma once

#include <span>
#include <vector>

#include "reconcile/word_aligner.h"

namespace folio {

/// Puts the words of a transcription to those of all pages, whose blocks may come in another order than the
/// transcription's, or be missing in either. Blocks are found first (block_finder.h), each is aligned by
/// itself (word_aligner.h), and then what lies between two neighbors on the pages: its first part goes on
/// where the block before it ends in the transcription, its last part leads to where the block after it
/// begins. Without any block the two are aligned in their order.
///
/// Returns runs of links, each in order in both sequences; no word is in two links.
std::vector<std::vector<WordLink>> align_folio(std::span<const AlignedWord> truth,
                                               std::span<const AlignedWord> page);

}  // namespace folio
