#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/letter_shapes.h"

namespace folio {

/// One item of either sequence: what is written between two spaces.
struct AlignedWord {
  Letters letters;
  uint64_t signature = 0;
  bool struck = false;
  bool line_end = false;         ///< last of its line
  bool opens_paragraph = false;  ///< known of the transcription only
  bool has_letters = true;       ///< or digits
  bool stands_apart = false;     ///< on the page: a blank of a cell or so lies before it in its line
  double gap = 0;                ///< price of leaving it without a partner
  AlignedWord() = default;
  AlignedWord(Letters letters_, bool struck_, bool line_end_);
};

/// Truth words [truth_begin, truth_end) are page words [page_begin, page_end); neither is empty. More than
/// one where spaces were lost or come too many, and where a word is broken over two lines.
struct WordLink {
  int truth_begin = 0, truth_end = 0;
  int page_begin = 0, page_end = 0;
  double similarity = 0;  ///< [0, 1], of the letters
};

/// Puts the words of a transcription to those of the pages, both in order. First anchors: words that occur
/// once in either, with alike neighbors (patience diff, applied again between anchors); between them dynamic
/// programming over words, with the edit cost of their letters. Words with under three tenths of their
/// letters alike are linked only where both have three letters or fewer, right beside a link of alike ones.
/// About linear in time while anchors are found; without any, a band of 300 words around the diagonal is
/// searched.
std::vector<WordLink> align_words(std::span<const AlignedWord> truth, std::span<const AlignedWord> page);

/// Letters of several page words as one, without the hyphens at line ends within.
Letters join_page_words(std::span<const AlignedWord> words);

}  // namespace folio
