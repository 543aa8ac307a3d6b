#pragma once

#include <string>
#include <vector>

#include "recognize/character_model.h"
#include "recognize/ctc_decoder.h"

namespace folio {

/// Of ln of a character's likelihood in the language, against that on paper: best on held-back lines of
/// training pages, and as good from 0.1 to 0.3 (scripts/train/reading/character_model.py --tune).
constexpr double kLanguageWeight = 0.2;

/// Chooses among the readings of a line's characters those that follow each other best: the sum of ln of
/// likelihood on paper and `weight` times that in the language, by beam search over the characters from left
/// to right. Letters and digits are chosen among; signs and blanks stay: which of them follows a word is not
/// a question of spelling. Only what the net itself holds possible can be chosen: a character without
/// alternatives stays, whatever the language says. `alphabet`: the character of class 1, 2 …
void choose_readings(std::vector<ReadClass>& characters, const std::u32string& alphabet,
                     const CharacterModel& language, double weight, size_t beam_width = 8);

}  // namespace folio
