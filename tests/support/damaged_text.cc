#include "support/damaged_text.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace folio {
namespace {

constexpr std::u32string_view kLetters = U"оеаинтсрвлкмдпуяызьбгчйхжшюцщэфъ";

/// Commoner letters come first in kLetters, and come more often.
char32_t letter(std::mt19937_64& random) {
  return kLetters[std::min(below(random, kLetters.size()), below(random, kLetters.size()))];
}

std::string word(std::mt19937_64& random, const std::vector<std::u32string>& stems) {
  static constexpr std::array<std::u32string_view, 8> kEndings{U"",    U"а",    U"ов", U"ого",
                                                               U"ами", U"ение", U"ть", U"ский"};
  std::u32string out = stems[std::min(below(random, stems.size()), below(random, stems.size()))];
  out += kEndings[below(random, kEndings.size())];
  if (below(random, 12) == 0) out += U',';
  return from_code_points(out);
}

}  // namespace

std::vector<std::string> made_up_lines(std::mt19937_64& random, size_t lines, size_t letters) {
  std::vector<std::u32string> stems(400);
  for (std::u32string& stem : stems) {
    const size_t length = 1 + below(random, 7);
    for (size_t k = 0; k < length; ++k) stem += letter(random);
  }
  std::vector<std::string> out;
  for (size_t n = 0; n < lines; ++n) {
    std::u32string line;
    while (line.size() + 8 < letters) {
      if (!line.empty()) line += U' ';
      line += to_code_points(word(random, stems));
    }
    out.push_back(from_code_points(line));
  }
  return out;
}

std::string damaged(const std::string& text, double rate, std::mt19937_64& random) {
  std::u32string out;
  const auto limit = static_cast<size_t>(rate * 1000000);
  for (const char32_t c : to_code_points(text)) {
    if (c == U'\n' || below(random, 1000000) >= limit) {
      out += c;
      continue;
    }
    const size_t kind = below(random, 4);
    if (kind == 0) continue;
    out += letter(random);
    if (kind == 1) out += c;
  }
  return from_code_points(out);
}

std::string text_of(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + '\n';
  return out;
}

}  // namespace folio
