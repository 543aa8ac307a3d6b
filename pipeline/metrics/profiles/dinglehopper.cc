#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "metrics/edit_distance.h"
#include "metrics/profiles/profiles.h"
#include "metrics/text/word_breaks.h"

namespace folio {
namespace {

using Equivalence = std::pair<std::u32string_view, std::u32string_view>;

// In this order, ligatures first; letters of MUFI and eMOP in the area for private use.
constexpr std::array<Equivalence, 32> kEquivalences{{
    {U"\uEBA6", U"ſſ"}, {U"\uEBA7", U"ſſi"}, {U"\uF502", U"ch"}, {U"\uEEC4", U"ck"},
    {U"\uF4F9", U"ll"}, {U"\uEBA2", U"ſi"},  {U"\uEADA", U"ſt"}, {U"ﬁ", U"fi"},
    {U"ﬀ", U"ff"},      {U"ﬂ", U"fl"},       {U"ﬃ", U"ffi"},     {U"\uEEC5", U"ct"},
    {U"\uEEDC", U"tz"}, {U"\uF532", U"as"},  {U"\uF533", U"is"}, {U"\uF534", U"us"},
    {U"\uF535", U"Qu"}, {U"ĳ", U"ij"},       {U"\uE8BF", U"q&"}, {U"\uEBA5", U"ſp"},
    {U"ﬆ", U"st"},      {U"\uE72B", U"ü"},   {U"\uE42C", U"ä"},  {U"==", U"–"},
    {U"—", U"–"},       {U"\uE644", U"ö"},   {U"’", U"'"},       {U"⸗", U"-"},
    {U"a\u0364", U"ä"}, {U"o\u0364", U"ö"},  {U"u\u0364", U"ü"}, {U"\uF50E", U"q\u0301"},
}};

std::u32string with_equivalences(std::u32string text) {
  for (const auto& [from, to] : kEquivalences) {
    std::u32string out;
    size_t begin = 0;
    for (size_t place = text.find(from); place != std::u32string::npos; place = text.find(from, begin)) {
      out.append(text, begin, place - begin).append(to);
      begin = place + from.size();
    }
    if (begin > 0) text = out.append(text, begin);
  }
  return text;
}

/// What Python's str.strip() takes off.
bool is_stripped(char32_t c) { return is_space(c) || (c >= U'\u001C' && c <= U'\u001F') || c == U'\u0085'; }

std::u32string text_of(std::string_view bytes) {
  std::u32string text = to_code_points(bytes);
  if (!text.empty() && text.front() == U'\uFEFF') text.erase(0, 1);
  std::u32string out;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find_first_of(U"\n\r", begin), text.size());
    size_t first = begin, last = end;
    while (first < last && is_stripped(text[first])) ++first;
    while (last > first && is_stripped(text[last - 1])) --last;
    if (begin > 0) out += U'\n';
    const std::string line = from_code_points(std::u32string_view(text).substr(first, last - first));
    out += with_equivalences(to_code_points(to_nfc(line)));
    begin = end + 1;
    if (end < text.size() && text[end] == U'\r' && begin < text.size() && text[begin] == U'\n') ++begin;
  }
  return out;
}

/// White space, punctuation, symbols, marks and controls: a "word" of these only is none.
bool is_unwanted(char32_t c) {
  constexpr uint32_t kUnwanted =
      U_GC_M_MASK | U_GC_P_MASK | U_GC_Z_MASK | U_GC_S_MASK | U_GC_CC_MASK | U_GC_CF_MASK;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & kUnwanted) != 0;
}

std::vector<std::string> words_of(const std::u32string& text) {
  std::vector<std::string> out;
  for (const std::u32string& word : word_segments(to_code_points(to_nfc(from_code_points(text))), true))
    if (!std::ranges::all_of(word, is_unwanted)) out.push_back(from_code_points(word));
  return out;
}

}  // namespace

std::vector<ProfileFigure> dinglehopper_figures(std::string_view truth, std::string_view hypothesis) {
  const std::u32string meant = text_of(truth), read = text_of(hypothesis);
  const auto figure = [](std::string name, std::string unit, const std::vector<std::string>& wanted,
                         const std::vector<std::string>& given) {
    return ProfileFigure{std::move(name),
                         std::move(unit),
                         edit_counts(wanted, given).distance(),
                         wanted.size(),
                         wanted.size(),
                         false,
                         0.0};
  };
  return {figure("dinglehopper-cer", "characters", grapheme_clusters(from_code_points(meant)),
                 grapheme_clusters(from_code_points(read))),
          figure("dinglehopper-wer", "words", words_of(meant), words_of(read))};
}

}  // namespace folio
