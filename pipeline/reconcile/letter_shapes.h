#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// A letter as written and by its shape: signs that a typewriter or a recognizer interchanges (Latin and
/// Cyrillic twins, ё and е, І I l and 1, З and 3, О and 0, all quotes and ъ, all dashes, capitals and small
/// letters) share one.
struct Letter {
  char32_t raw = 0;
  char32_t shape = 0;
  char32_t second_shape = 0;  ///< of the recognizer's next best reading; 0 = none
};

using Letters = std::vector<Letter>;

/// Code points of NFC text.
Letters letters_of(std::string_view text);

bool is_hyphen_shape(const Letter& letter);

/// The same of a recognized word, whose glyphs may have other readings.
Letters letters_of(std::string_view text, std::span<const Glyph> glyphs);

/// Price of reading `a` for `b`: 0 equal, 0.1 same shape, 0.3 against □ (unreadable), 0.6 where the other one
/// was the recognizer's next best reading, 1 otherwise.
double letter_cost(const Letter& a, const Letter& b);
/// Price of a letter too many or too few: 0.5 for punctuation, which is easily lost, 1 otherwise.
double gap_cost(const Letter& letter);

/// Least sum of prices that turns one into the other; anything above `limit` may be returned as `limit` + 1.
double edit_cost(std::span<const Letter> a, std::span<const Letter> b, double limit = 1e9);

/// For each position 0..a.size() the position in b that the cheapest alignment puts there.
std::vector<int> align_positions(std::span<const Letter> a, std::span<const Letter> b);

/// 1 - edit cost / longer length, not below 0. Two empty ones are alike.
double similarity(std::span<const Letter> a, std::span<const Letter> b);

/// Which shapes occur, hashed to 64 bits. □ stands for all.
uint64_t shape_signature(std::span<const Letter> letters);
/// A lower bound of the edit cost, in letters other than punctuation.
int signature_distance(uint64_t a, uint64_t b);

}  // namespace folio
