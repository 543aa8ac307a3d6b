#include "metrics/text/word_breaks.h"

#include <unicode/uchar.h>

namespace folio {
namespace {

/// A character that takes part in the rules, with those that only follow it (WB4).
struct Unit {
  UWordBreakValues kind = U_WB_OTHER;
  size_t begin = 0, end = 0;   ///< of the text
  bool joins = false;          ///< ends with a zero width joiner (WB3c)
  bool is_pictograph = false;  ///< may follow such a joiner
};

UWordBreakValues kind_of(char32_t c, bool private_use_is_letter) {
  if (private_use_is_letter && c >= U'\uE000' && c <= U'\uF8FF') return U_WB_ALETTER;
  return static_cast<UWordBreakValues>(u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_WORD_BREAK));
}

bool is_line_end(UWordBreakValues kind) { return kind == U_WB_CR || kind == U_WB_LF || kind == U_WB_NEWLINE; }

std::vector<Unit> units_of(std::u32string_view text, bool private_use_is_letter) {
  std::vector<Unit> out;
  for (size_t k = 0; k < text.size(); ++k) {
    const UWordBreakValues kind = kind_of(text[k], private_use_is_letter);
    const bool follows = kind == U_WB_EXTEND || kind == U_WB_FORMAT || kind == U_WB_ZWJ;
    if (follows && !out.empty() && !is_line_end(out.back().kind)) {
      out.back().end = k + 1;
      out.back().joins = kind == U_WB_ZWJ;
      continue;
    }
    const bool pictograph =
        u_hasBinaryProperty(static_cast<UChar32>(text[k]), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
    out.push_back({kind, k, k + 1, kind == U_WB_ZWJ, pictograph});
  }
  return out;
}

bool is_letter_kind(UWordBreakValues kind) { return kind == U_WB_ALETTER || kind == U_WB_HEBREW_LETTER; }
bool is_middle_of_both(UWordBreakValues kind) { return kind == U_WB_MIDNUMLET || kind == U_WB_SINGLE_QUOTE; }

/// Whether the word goes on from unit `k - 1` to unit `k`; `flags` is the number of regional indicators in a
/// row that end with unit k - 1.
bool goes_on(const std::vector<Unit>& units, size_t k, size_t flags) {
  const auto kind = [&](size_t place) { return place < units.size() ? units[place].kind : U_WB_OTHER; };
  const UWordBreakValues left = kind(k - 1), right = kind(k), next = kind(k + 1);
  const UWordBreakValues before = k >= 2 ? kind(k - 2) : U_WB_OTHER;
  if (left == U_WB_CR && right == U_WB_LF) return true;           // WB3
  if (is_line_end(left) || is_line_end(right)) return false;      // WB3a, b
  if (units[k - 1].joins && units[k].is_pictograph) return true;  // WB3c
  if (left == U_WB_WSEGSPACE && right == U_WB_WSEGSPACE)          // WB3d
    return units[k - 1].end - units[k - 1].begin == 1;
  if (is_letter_kind(left) && is_letter_kind(right)) return true;  // WB5
  const auto is_middle = [](UWordBreakValues w) { return w == U_WB_MIDLETTER || is_middle_of_both(w); };
  if (is_letter_kind(left) && is_middle(right) && is_letter_kind(next)) return true;    // WB6
  if (is_letter_kind(before) && is_middle(left) && is_letter_kind(right)) return true;  // WB7
  if (left == U_WB_HEBREW_LETTER && right == U_WB_SINGLE_QUOTE) return true;            // WB7a
  if (left == U_WB_HEBREW_LETTER && right == U_WB_DOUBLE_QUOTE && next == U_WB_HEBREW_LETTER) return true;
  if (before == U_WB_HEBREW_LETTER && left == U_WB_DOUBLE_QUOTE && right == U_WB_HEBREW_LETTER) return true;
  if (left == U_WB_NUMERIC && (right == U_WB_NUMERIC || is_letter_kind(right))) return true;  // WB8, 10
  if (is_letter_kind(left) && right == U_WB_NUMERIC) return true;                             // WB9
  const auto is_middle_of_number = [](UWordBreakValues w) {
    return w == U_WB_MIDNUM || is_middle_of_both(w);
  };
  if (before == U_WB_NUMERIC && is_middle_of_number(left) && right == U_WB_NUMERIC) return true;  // WB11
  if (left == U_WB_NUMERIC && is_middle_of_number(right) && next == U_WB_NUMERIC) return true;    // WB12
  if (left == U_WB_KATAKANA && right == U_WB_KATAKANA) return true;                               // WB13
  const auto extends = [](UWordBreakValues w) {
    return is_letter_kind(w) || w == U_WB_NUMERIC || w == U_WB_KATAKANA || w == U_WB_EXTENDNUMLET;
  };
  if (extends(left) && right == U_WB_EXTENDNUMLET) return true;                                  // WB13a
  if (left == U_WB_EXTENDNUMLET && extends(right)) return true;                                  // WB13b
  return left == U_WB_REGIONAL_INDICATOR && right == U_WB_REGIONAL_INDICATOR && flags % 2 == 1;  // WB15, 16
}

}  // namespace

std::vector<std::u32string> word_segments(std::u32string_view text, bool private_use_is_letter) {
  const std::vector<Unit> units = units_of(text, private_use_is_letter);
  std::vector<std::u32string> out;
  size_t flags = 0;
  for (size_t k = 0; k < units.size(); ++k) {
    if (k == 0 || !goes_on(units, k, flags)) out.emplace_back();
    out.back() += text.substr(units[k].begin, units[k].end - units[k].begin);
    flags = units[k].kind == U_WB_REGIONAL_INDICATOR ? flags + 1 : 0;
  }
  return out;
}

}  // namespace folio
