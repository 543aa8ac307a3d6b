#pragma once

#include <string>
#include <string_view>

namespace folio {

/// A word's letters in one script. A recognizer gives letters that look the same in two scripts as either's:
/// where a word has letters that only one script has, the others are of that script too; where all look the
/// same, those of both scripts are Cyrillic. Letters that only Cyrillic has beside some that only Latin has
/// stay, as do digits and signs. Each letter stays one code point.
std::u32string in_one_script(std::u32string word);

/// True when a word has letters that only Cyrillic has, and some that only Latin has: hardly any real word
/// does.
bool has_two_scripts(std::u32string_view word);

/// The Cyrillic letter that a Latin one looks like; other characters as they are.
char32_t as_cyrillic(char32_t c);

/// Capital О, capital І and small l among digits are 0 and 1: many machines have no keys for these digits,
/// and type what looks like them. A number is a run of digits and such letters that no other letter touches,
/// with one digit or more.
std::u32string with_digits(std::u32string word);

}  // namespace folio
