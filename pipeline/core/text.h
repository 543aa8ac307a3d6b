#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// All text is UTF-8. Malformed input bytes become U+FFFD wherever a function decodes.

/// Canonical composition (NFC). Never NFKC: № and ½ must stay what they are.
std::string to_nfc(std::string_view text);

/// True when `text` is well-formed UTF-8.
bool is_utf8(std::string_view text);

/// Code points, in order.
std::u32string to_code_points(std::string_view text);
std::string from_code_points(std::u32string_view text);

/// Grapheme clusters (UAX 29): what a reader calls a character. й is one, also when decomposed.
std::vector<std::string> grapheme_clusters(std::string_view text);

/// White space (any of Unicode's) at both ends taken off.
std::string trim(std::string_view text);

/// Runs of non-white-space.
std::vector<std::string> split_words(std::string_view text);

/// Lines without their line ends (\n or \r\n). A final line end opens no further line.
std::vector<std::string> split_lines(std::string_view text);

/// Lower case by Unicode's root rules, independent of locale.
std::string to_lower(std::string_view text);

bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_space(char32_t c);
bool is_punctuation(char32_t c);

/// As a field of tab-separated text: tabs, line ends and other ASCII controls become spaces.
std::string tsv_field(std::string_view text);

/// For messages: C0, C1 and bidirectional controls become \n, \t or \u{XX}; malformed bytes \xHH.
std::string escape_control_characters(std::string_view text);

}  // namespace folio
