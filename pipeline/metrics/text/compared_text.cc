#include "metrics/text/compared_text.h"

#include <spdlog/fmt/ranges.h>

#include "core/text.h"

namespace folio {

ComparedText::ComparedText(std::string_view text, const Normalizations& normalizations)
    : has_blanks(!normalizations.contains(Normalization::spaces)) {
  Normalizations with_spaces = normalizations;
  with_spaces.erase(Normalization::spaces);
  for (const std::string& line : split_lines(normalized(text, with_spaces))) {
    const std::vector<std::string> of_line = split_words(line);
    if (of_line.empty()) continue;
    lines.push_back(grapheme_clusters(fmt::format("{}", fmt::join(of_line, " "))));
    if (has_blanks) {
      if (!characters.empty()) characters.emplace_back(" ");
      characters.insert(characters.end(), lines.back().begin(), lines.back().end());
    }
    words.insert(words.end(), of_line.begin(), of_line.end());
  }
  // Where blanks go, they go before the normalizations that look at neighbors.
  if (!has_blanks) characters = grapheme_clusters(normalized(text, normalizations));
}

}  // namespace folio
