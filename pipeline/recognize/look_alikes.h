#pragma once

#include <string>

namespace folio {

/// A word's letters in one script. A net that reads shapes gives letters of two scripts that look the same as
/// Cyrillic ones: where a word has letters that only Latin has and none that only Cyrillic has, they are
/// Latin, else they stay. Digits and signs stay. Each letter stays one code point.
std::u32string in_one_script(std::u32string word);

}  // namespace folio
