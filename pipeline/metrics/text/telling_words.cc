#include "metrics/text/telling_words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "core/text.h"
#include "metrics/text/alignment.h"

namespace folio {
namespace {

constexpr std::array<std::u32string_view, 13> kAbbreviations{
    U"т", U"тт", U"тов", U"гр", U"г", U"г-н", U"им", U"проф", U"акад", U"ген", U"полк", U"св", U"о"};

bool is_in(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }
bool is_of_words(char32_t c) { return is_letter(c) || is_digit(c); }

std::u32string lower(const std::u32string& text) { return to_code_points(to_lower(from_code_points(text))); }

bool is_capital(char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; }
bool is_small(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }

/// Without what is no letter, digit or combining mark at both ends.
std::u32string_view core_of(std::u32string_view word) {
  while (!word.empty() && !is_of_words(word.front())) word.remove_prefix(1);
  while (!word.empty() && (is_punctuation(word.back()) || is_in(word.back(), U"`|<>^~=+$")))
    word.remove_suffix(1);
  return word;
}

/// Capital letters each followed by a full stop; closing punctuation after them is allowed.
bool is_initials(std::u32string_view word) {
  while (!word.empty() && !is_of_words(word.front())) word.remove_prefix(1);
  size_t count = 0;
  while (word.size() >= 2 && is_capital(word[0]) && word[1] == U'.') {
    word.remove_prefix(2);
    ++count;
  }
  return count > 0 && std::ranges::none_of(word, is_of_words);
}

bool ends_sentence(const std::u32string& word) {
  std::u32string_view rest = word;
  while (!rest.empty() && is_in(rest.back(), U"\"'»”“’)]}*~")) rest.remove_suffix(1);
  if (rest.empty() || !is_in(rest.back(), U".!?…")) return false;
  if (rest.back() != U'.') return true;
  if (is_initials(word)) return false;
  return std::ranges::find(kAbbreviations, lower(std::u32string(core_of(rest)))) == kAbbreviations.end();
}

/// A word as words are compared here.
std::string compared(std::u32string_view word, const Normalizations& of_letters) {
  return from_code_points(core_of(to_code_points(normalized(from_code_points(word), of_letters))));
}

}  // namespace

std::vector<TellingWord> telling_words(std::string_view text, const Normalizations& normalizations) {
  Normalizations of_lines, of_letters = normalizations;
  of_letters.erase(Normalization::spaces);
  if (of_letters.erase(Normalization::hyphens) > 0) of_lines.insert(Normalization::hyphens);

  std::vector<TellingWord> out;
  bool begins_sentence = true;
  for (const std::string& line : split_lines(normalized(text, of_lines))) {
    const std::vector<std::string> words = split_words(line);
    begins_sentence = begins_sentence || words.empty();
    for (const std::string& word : words) {
      const std::u32string letters = to_code_points(word);
      const std::u32string_view core = core_of(letters);
      TellingWord telling{compared(letters, of_letters)};
      telling.number = std::ranges::any_of(letters, is_digit);
      const bool capitalized =
          !core.empty() && is_capital(core.front()) && std::ranges::any_of(core, is_small);
      telling.name = is_initials(letters) || (capitalized && !begins_sentence);
      if (core.empty()) {  // a dash between words
        begins_sentence = begins_sentence || ends_sentence(letters);
        continue;
      }
      begins_sentence = ends_sentence(letters);
      if (!telling.text.empty()) out.push_back(std::move(telling));
    }
  }
  return out;
}

TellingErrors& TellingErrors::operator+=(const TellingErrors& other) {
  numbers += other.numbers;
  names += other.names;
  return *this;
}

TellingErrors telling_errors(const std::vector<TellingWord>& truth,
                             const std::vector<std::string>& hypothesis) {
  std::vector<std::string> meant, read;
  for (const TellingWord& word : truth) meant.push_back(word.text);
  for (const std::string& word : hypothesis) {
    const std::string core = compared(to_code_points(word), {});
    if (!core.empty()) read.push_back(core);
  }
  TellingErrors errors;
  for (const Edit& edit : align(meant, read)) {
    if (edit.kind == EditKind::insertion) continue;
    const TellingWord& word = truth[edit.truth];
    if (word.number) errors.numbers.add(edit.kind != EditKind::match);
    if (word.name) errors.names.add(edit.kind != EditKind::match);
  }
  return errors;
}

}  // namespace folio
