#pragma once

#include <span>
#include <vector>

#include "reconcile/word_aligner.h"

namespace folio {

/// A stretch of text that both sequences have, in the same order within: truth words [truth_begin, truth_end)
/// and page words [page_begin, page_end).
struct AlignedBlock {
  int truth_begin = 0, truth_end = 0;
  int page_begin = 0, page_end = 0;
  int anchors = 0;  ///< words and pairs of words in it that are rare in both and have alike neighbors
};

/// Finds the blocks of which the two sequences consist where these are not in one order: pages shuffled or
/// left out, paragraphs in other places. Anchors are words, and pairs of neighboring words, that occur at
/// most twice in either, with alike neighbors; those that follow each other at about the same distances in
/// both make a chain; of chains that claim the same words the one with more anchors has them (as in collinear
/// chaining of genomes, Abouelhoda and Ohlebusch 2005). Chains that follow each other in both sequences are
/// one block.
///
/// Returns the blocks in the order of the pages, disjoint in both sequences. Blocks begin and end with an
/// anchor: what lies between two of them belongs to either, or to none. Nothing is returned where there are
/// fewer than four anchors in a row anywhere. Time: about n log n.
std::vector<AlignedBlock> find_blocks(std::span<const AlignedWord> truth, std::span<const AlignedWord> page);

}  // namespace folio
