#include "metrics/text/compared_text.h"

#include <spdlog/fmt/ranges.h>

#include <iterator>

#include "core/text.h"

namespace folio {

ComparedText::ComparedText(std::string_view text, const Normalizations& normalizations)
    : has_blanks(!normalizations.contains(Normalization::spaces)) {
  Normalizations with_spaces = normalizations;
  with_spaces.erase(Normalization::spaces);
  std::string all;  // lines with single blanks
  for (const std::string& line : split_lines(normalized(text, with_spaces))) {
    const std::vector<std::string> of_line = split_words(line);
    if (of_line.empty()) continue;
    fmt::format_to(std::back_inserter(all), "{}{}", all.empty() ? "" : "\n", fmt::join(of_line, " "));
    words.insert(words.end(), of_line.begin(), of_line.end());
  }
  if (all.empty()) return;
  characters = grapheme_clusters(all);
  lines.emplace_back();
  for (std::string& cluster : characters) {
    if (cluster == "\n") {
      cluster = " ";
      lines.emplace_back();
    } else {
      lines.back().push_back(cluster);
    }
  }
  // Where blanks go, they go before the normalizations that look at neighbors.
  if (!has_blanks) characters = grapheme_clusters(normalized(text, normalizations));
}

}  // namespace folio
