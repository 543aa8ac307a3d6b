#include "core/look_alikes.h"

#include <algorithm>
#include <string_view>

#include "core/text.h"

namespace folio {
namespace {

// In the same order.
constexpr std::u32string_view kCyrillic = U"АВСЕНІКМОРТХасеіорху";
constexpr std::u32string_view kLatin = U"ABCEHIKMOPTXaceiopxy";

bool is_cyrillic(char32_t c) { return c >= 0x400 && c < 0x530; }

bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// The digit that a letter stands for; nothing for other letters.
char32_t digit_for(char32_t c) {
  if (c == U'О') return U'0';
  return c == U'І' || c == U'l' ? U'1' : U'\0';
}

/// What a word's letters are: those that one script alone has, and any of Cyrillic.
struct Scripts {
  bool cyrillic_only = false, latin_only = false, has_cyrillic = false;
};

Scripts scripts_of(std::u32string_view word) {
  Scripts out;
  for (const char32_t c : word) {
    if (is_cyrillic(c)) {
      out.has_cyrillic = true;
      out.cyrillic_only |= kCyrillic.find(c) == std::u32string_view::npos;
    } else if (is_letter(c)) {
      out.latin_only |= kLatin.find(c) == std::u32string_view::npos;
    }
  }
  return out;
}

}  // namespace

std::u32string in_one_script(std::u32string word) {
  const Scripts scripts = scripts_of(word);
  if (scripts.cyrillic_only && scripts.latin_only) return word;
  // Letters of one script alone may all look like the other's: those stay what they are.
  if (!scripts.latin_only && !scripts.has_cyrillic) return word;
  const std::u32string_view from = scripts.latin_only ? kCyrillic : kLatin;
  const std::u32string_view to = scripts.latin_only ? kLatin : kCyrillic;
  for (char32_t& c : word) {
    if (const size_t at = from.find(c); at != std::u32string_view::npos) c = to[at];
  }
  return word;
}

char32_t as_cyrillic(char32_t c) {
  const size_t at = kLatin.find(c);
  return at == std::u32string_view::npos ? c : kCyrillic[at];
}

bool has_two_scripts(std::u32string_view word) {
  const Scripts scripts = scripts_of(word);
  return scripts.cyrillic_only && scripts.latin_only;
}

std::u32string with_digits(std::u32string word) {
  const auto in_number = [](char32_t c) { return is_ascii_digit(c) || digit_for(c) != U'\0'; };
  for (auto first = word.begin(); first != word.end();) {
    if (!in_number(*first)) {
      // The letters that follow another letter are of its word.
      first = is_letter(*first) ? std::find_if_not(first, word.end(), is_letter) : first + 1;
      continue;
    }
    const auto end = std::find_if_not(first, word.end(), in_number);
    const bool alone = end == word.end() || !is_letter(*end);
    if (alone && std::any_of(first, end, is_ascii_digit)) {
      std::for_each(first, end, [](char32_t& c) { c = is_ascii_digit(c) ? c : digit_for(c); });
    }
    first = end;
  }
  return word;
}

}  // namespace folio
