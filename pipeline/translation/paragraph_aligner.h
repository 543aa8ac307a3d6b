#pragma once

#include <string>
#include <vector>

#include "page/parallel_text.h"

namespace folio {

/// What is known of a paragraph for alignment.
struct AlignmentUnit {
  double letters = 0;
  std::vector<std::string> anchors;  ///< what a translation keeps; see anchors_of()
};

/// Puts the paragraphs of a text and of its translation together, both in their order: one with one, none, or
/// up to three of the other side. By Gale and Church, "A program for aligning sentences in bilingual corpora"
/// (1993): lengths that go together, with their figures for how often paragraphs merge. Besides, what both
/// sides share of numbers and names, by how rare it is; and a length that does not go together is no surer a
/// sign than one in a hundred, for translators abridge; nor is the length of what one side lacks. Confidences
/// are posterior: over all alignments (forward and backward sums), not the best one alone.
///
/// The best alignment of all, for up to some 700 paragraphs a side; longer texts are looked at around the
/// diagonal, in proportion to their lengths. Every paragraph is in one pair.
std::vector<ParallelPair> align_paragraphs(const std::vector<AlignmentUnit>& original,
                                           const std::vector<AlignmentUnit>& translation);

}  // namespace folio
