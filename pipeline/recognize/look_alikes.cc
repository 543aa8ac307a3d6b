#include "recognize/look_alikes.h"

#include <algorithm>
#include <string_view>

#include "core/text.h"

namespace folio {
namespace {

// In the same order.
constexpr std::u32string_view kCyrillic = U"АВСЕНІКМОРТХасеіорху";
constexpr std::u32string_view kLatin = U"ABCEHIKMOPTXaceiopxy";

bool is_cyrillic(char32_t c) { return c >= 0x400 && c < 0x530; }

}  // namespace

std::u32string in_one_script(std::u32string word) {
  const auto looks_like_both = [](char32_t c) { return kCyrillic.find(c) != std::u32string_view::npos; };
  const bool has_latin =
      std::ranges::any_of(word, [](char32_t c) { return is_letter(c) && !is_cyrillic(c); });
  const bool has_cyrillic =
      std::ranges::any_of(word, [&](char32_t c) { return is_cyrillic(c) && !looks_like_both(c); });
  if (!has_latin || has_cyrillic) return word;
  for (char32_t& c : word) {
    if (const size_t at = kCyrillic.find(c); at != std::u32string_view::npos) c = kLatin[at];
  }
  return word;
}

}  // namespace folio
