#pragma once

#include <string>
#include <vector>

#include "reconcile/hand_spots.h"

namespace folio {

/// Adds pieces for the tokens of `groups`, in order, on the ink of `spots`, in reading order: word to word
/// where the counts agree or the readings do, else each token gets a share of the ink by its letters. A
/// region gets a new line. A signature without text is noted only. `distance` lowers the confidence.
void write_groups(Draft& draft, const std::vector<const TokenGroup*>& groups, std::vector<const Spot*> spots,
                  double distance, const std::string& reason);

/// Adds pieces on page words that were taken for the machine's writing: they move to a new line of
/// handwriting.
void write_on_words(Draft& draft, const TokenGroup& group, const std::vector<WordRef>& words);

/// Adds pieces where no ink is known: above the word that the group follows, or precedes.
void write_inferred(Draft& draft, const TokenGroup& group, const TypingSize& size);

}  // namespace folio
