#pragma once

#include <string>

namespace folio {

/// A word's letters in one script. A net that reads shapes gives letters of two scripts that look the same as
/// Cyrillic ones: where a word has letters that only Latin has and none that only Cyrillic has, they are
/// Latin, else they stay. Digits and signs stay. Each letter stays one code point.
std::u32string in_one_script(std::u32string word);

/// Capital О, capital І and small l among digits are 0 and 1: many machines have no keys for these digits,
/// and type what looks like them. A number is a run of digits and such letters that no other letter touches,
/// with one digit or more.
std::u32string with_digits(std::u32string word);

}  // namespace folio
