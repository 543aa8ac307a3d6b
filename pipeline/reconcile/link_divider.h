#pragma once

#include <vector>

#include "reconcile/draft.h"

namespace folio {

/// Shares the ink of page words among tokens that were found to be the same text, and adds the pieces to the
/// draft. `words` are neighbors in reading order, `tokens` too; both hold something.
/// - Several words of one line for one token become one word.
/// - A token on two lines becomes two words, each with its part of the text; the first ends with a hyphen,
///   whether one was read or not.
/// - Several tokens in one word share its width by their letters.
/// - Two tokens that the transcription broke at a line end ("Уст-", "ройство") and the page did not become
///   one word.
/// `certainty` is the confidence of a text that the recognizer read otherwise.
void divide_link(Draft& draft, const std::vector<int>& tokens, const std::vector<WordRef>& words,
                 double certainty, const std::string& reason);

/// [0, 1] of `from` agreement: a quarter of the doubt remains.
double agreed_confidence(double from);

}  // namespace folio
