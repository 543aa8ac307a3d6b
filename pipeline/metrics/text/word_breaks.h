#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// The text cut at all word boundaries of Unicode (UAX 29, the default rules, no dictionary and no
/// tailoring): words, and what stands between them, in order. Malformed bytes are U+FFFD. Empty text:
/// nothing.
///
/// ICU's own iterator is not used: it adds dictionaries and CLDR's tailorings, which the programs that the
/// profiles reproduce do not have. Characters for private use are letters here, when `private_use_is_letter`.
std::vector<std::u32string> word_segments(std::u32string_view text, bool private_use_is_letter = false);

}  // namespace folio
