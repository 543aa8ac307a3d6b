#pragma once

#include <string>
#include <vector>

#include "metrics/figure.h"
#include "metrics/normalization.h"
#include "page/page_text.h"

namespace folio {

/// How well the words of a page stand where they should, and in the right layer. Words without text (unread
/// handwriting, a signature that is merely noted) are left out on both sides.
///
/// What one place is says same_place(); each word is matched once, best overlap first.
struct WordScores {
  /// Words of the truth that the hypothesis has with the same text (after normalization) in the same place.
  Share placed;
  /// Those of them whose layer and status (plain, struck, inserted) are right too; counts all of the truth.
  Share in_layer;
  Share struck_in_layer;    ///< the same of struck words alone
  Share inserted_in_layer;  ///< … of inserted ones

  /// By place and status, whatever was read there: how many of the truth's struck words the hypothesis has
  /// struck too, and how many of its struck words are the truth's.
  Share struck_recall, struck_precision;
  Share inserted_recall, inserted_precision;

  WordScores& operator+=(const WordScores& other);
};

WordScores word_scores(const PageText& truth, const PageText& hypothesis,
                       const Normalizations& normalizations = {});

/// A word of the truth that is not placed, or placed in another layer or status.
struct MissedWord {
  std::string text;  ///< as the truth has it
  Box box;
  Layer layer = Layer::typed;
  WordStatus status = WordStatus::plain;
  std::string found;   ///< text of the hypothesis's best overlapping word there; empty when there is none
  std::string reason;  ///< "no word there", "read otherwise", "layer hand", "status plain"
};

/// The words that word_scores counts as not in_layer, in the order of the truth.
std::vector<MissedWord> missed_words(const PageText& truth, const PageText& hypothesis,
                                     const Normalizations& normalizations = {});

}  // namespace folio
