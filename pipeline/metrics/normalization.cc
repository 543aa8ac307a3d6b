#include "metrics/normalization.h"

#include <algorithm>
#include <cassert>

#include "core/error.h"
#include "core/text.h"

namespace folio {
namespace {

constexpr std::u32string_view kHyphens = U"-–—\u00AD¬";  // \u00AD is the soft hyphen
constexpr std::u32string_view kLatin = U"ABCEHKMOPTXaceopxy";
constexpr std::u32string_view kCyrillic = U"АВСЕНКМОРТХасеорху";
static_assert(kLatin.size() == kCyrillic.size());

bool is_in(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

template <class Change>
std::u32string each(std::u32string text, const Change& change) {
  std::ranges::transform(text, text.begin(), change);
  return text;
}

/// Hyphens with the white space around the line end that follows them.
std::u32string without_line_end_hyphens(const std::u32string& text) {
  std::u32string out;
  for (size_t k = 0; k < text.size(); ++k) {
    if (is_in(text[k], kHyphens)) {
      size_t next = k + 1;
      bool line_end = false;
      for (; next < text.size() && is_space(text[next]); ++next) line_end = line_end || text[next] == U'\n';
      if (line_end) {
        k = next - 1;
        continue;
      }
    }
    out.push_back(text[k]);
  }
  return out;
}

char32_t plain_dash(char32_t c) { return is_in(c, U"–—") ? U'-' : c; }

std::u32string with_plain_quotes(const std::u32string& text) {
  std::u32string out;
  for (const char32_t c : text) {
    char32_t plain = c;
    if (is_in(c, U"«»“”„")) plain = U'"';
    if (is_in(c, U"’‘`")) plain = U'\'';
    plain = plain_dash(plain);
    if (plain == U'\'' && !out.empty() && out.back() == U'\'') {
      out.back() = U'"';
    } else {
      out.push_back(plain);
    }
  }
  return out;
}

bool is_cyrillic_letter(char32_t c) { return c >= U'\u0400' && c <= U'\u04FF' && is_letter(c); }

std::u32string with_hard_signs(std::u32string text) {
  for (size_t k = 1; k + 1 < text.size(); ++k) {
    if (is_in(text[k], U"'\"’‘`") && is_cyrillic_letter(text[k - 1]) && is_cyrillic_letter(text[k + 1])) {
      text[k] = U'ъ';
    }
  }
  return text;
}

std::u32string apply(Normalization normalization, const std::u32string& text) {
  switch (normalization) {
    case Normalization::hyphens:
      return without_line_end_hyphens(text);
    case Normalization::spaces: {
      std::u32string out;
      std::ranges::copy_if(text, std::back_inserter(out), [](char32_t c) { return !is_space(c); });
      return out;
    }
    case Normalization::yo:
      return each(text, [](char32_t c) { return c == U'ё' ? U'е' : c == U'Ё' ? U'Е' : c; });
    case Normalization::latin:
      return each(text, [](char32_t c) {
        const size_t place = kLatin.find(c);
        return place == std::u32string_view::npos ? c : kCyrillic[place];
      });
    case Normalization::ones:
      return each(text, [](char32_t c) { return is_in(c, U"IІlі|") ? U'1' : c; });
    case Normalization::quotes:
      return with_plain_quotes(text);
    case Normalization::dashes:
      return each(text, plain_dash);
    case Normalization::hard_sign:
      return with_hard_signs(text);
    case Normalization::figures:
      return each(text, [](char32_t c) { return is_in(c, U"Оо") ? U'0' : is_in(c, U"Зз") ? U'3' : c; });
    case Normalization::letter_case:
      return to_code_points(to_lower(from_code_points(text)));
    case Normalization::punctuation: {
      std::u32string out;
      std::ranges::copy_if(text, std::back_inserter(out), [](char32_t c) { return !is_punctuation(c); });
      return out;
    }
  }
  assert(false);
  return text;
}

}  // namespace

std::string_view name_of(Normalization normalization) {
  switch (normalization) {
    case Normalization::hyphens:
      return "hyphens";
    case Normalization::spaces:
      return "spaces";
    case Normalization::yo:
      return "yo";
    case Normalization::latin:
      return "latin";
    case Normalization::ones:
      return "ones";
    case Normalization::quotes:
      return "quotes";
    case Normalization::dashes:
      return "dashes";
    case Normalization::hard_sign:
      return "hard-sign";
    case Normalization::figures:
      return "figures";
    case Normalization::letter_case:
      return "case";
    case Normalization::punctuation:
      return "punctuation";
  }
  assert(false);
  return {};
}

std::optional<Normalization> normalization_from_name(std::string_view name) {
  for (const Normalization normalization : kNormalizations)
    if (name == name_of(normalization)) return normalization;
  return std::nullopt;
}

const Normalizations& typescript_normalizations() {
  static const Normalizations all{Normalization::hyphens, Normalization::spaces, Normalization::yo,
                                  Normalization::latin,   Normalization::ones,   Normalization::quotes};
  return all;
}

Normalizations normalizations_from_names(std::string_view names) {
  Normalizations out;
  while (!names.empty()) {
    const size_t comma = std::min(names.find(','), names.size());
    const std::string name = trim(names.substr(0, comma));
    names.remove_prefix(std::min(comma + 1, names.size()));
    if (name == "typescript") {
      out.insert(typescript_normalizations().begin(), typescript_normalizations().end());
    } else if (const auto known = normalization_from_name(name)) {
      out.insert(*known);
    } else if (name != "none" && !name.empty()) {
      throw Error(
          ErrorCode::arguments, "\"" + name + "\" is no normalization",
          "known are none, typescript, " + names_of({kNormalizations.begin(), kNormalizations.end()}));
    }
  }
  return out;
}

std::string names_of(const Normalizations& normalizations) {
  std::string out;
  for (const Normalization normalization : normalizations) {
    if (!out.empty()) out += ", ";
    out += name_of(normalization);
  }
  return out.empty() ? "none" : out;
}

std::string normalized(std::string_view text, const Normalizations& normalizations) {
  std::u32string out = to_code_points(to_nfc(text));
  for (const Normalization normalization : normalizations) out = apply(normalization, out);
  return to_nfc(from_code_points(out));
}

}  // namespace folio
