#pragma once

#include <string>
#include <vector>

namespace folio {

/// A line of a page, by the page's stem and its number from 0.
struct TrueLine {
  std::string stem;
  int line = 0;
  auto operator<=>(const TrueLine&) const = default;
};

/// A truth, line for line as on the pages.
struct LinedPage {
  std::string stem;
  std::vector<std::string> lines;  ///< without empty ones
};

/// Where the words of an edited, reflowed text stand on the pages, worked out with the truth alone.
struct PlacedWords {
  /// By word: the lines that it may stand on, two for a word that the page breaks, and all lines of a stretch
  /// that both have otherwise; empty for what the pages have not.
  std::vector<std::vector<TrueLine>> lines;
  /// What the two have otherwise: words [begin, end) of the text, which may be none, for words of the pages,
  /// which may be none either. Line-end hyphens of either side are no difference.
  struct Edit {
    int begin = 0, end = 0;
    std::string text, on_page;
  };
  std::vector<Edit> edits;
};

/// By the longest common subsequence of words, a word broken at a line's end counting as one: exact, time and
/// memory with the product of the two counts.
PlacedWords place_words(const std::vector<std::string>& words, const std::vector<LinedPage>& pages);

/// The line of a page's truth that a found line is most like (1 - edits / longer length, 0.5 or more); of
/// several equal ones all.
std::vector<TrueLine> lines_like(const std::string& found, const LinedPage& page);

}  // namespace folio
