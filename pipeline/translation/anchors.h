#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// What a translation keeps of its original, whatever the two languages: numbers, in digits ("№1" and "N1"
/// are 1, "595-600" two), and names, as the first four consonants of words that begin with a capital, in
/// Latin letters (Пономарев and Ponomarev are pnmr). Each once, sorted. Words of fewer than three consonants
/// tell nothing. Latin letters by ICU's transforms Any-Latin and Latin-ASCII.
std::vector<std::string> anchors_of(std::string_view text);

}  // namespace folio
